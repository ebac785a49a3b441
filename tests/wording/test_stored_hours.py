"""Hours stored in plain figures, older rows included, are read in words (rows O3, O7)."""

import pytest
from flask_babel import force_locale

from app.domain.access import Role
from app.domain.partners.sign_off import Difference, TextPiece
from app.extensions import db
from app.models import EventChange
from app.wording import stored_hours
from tests.support import desk
from tests.support.world import START

STORED = "2027-02-07 15:00 Africa/Lagos (90 min)"
WORDS = "Sunday, 7 February 2027, 15:00 in Lagos (90 minutes)"


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        (STORED, WORDS),
        ("2027-02-07 15:00 Africa/Lagos, 90 min", WORDS),
        (f"{STORED} 3 pm WAT", f"{WORDS} 3 pm WAT"),
        (f"{STORED} = 2027-02-07 14:00 UTC", f"{WORDS} = 14:00 UTC"),
        (
            "2027-02-08 07:00 Asia/Tokyo (1 min) = 2027-02-07 22:00 UTC",
            "Monday, 8 February 2027, 07:00 in Tokyo (1 minute) = Sunday, 7 February 2027, 22:00 UTC",
        ),
        ("2027-02-31 15:00 Africa/Lagos (90 min)", "2027-02-31 15:00 Africa/Lagos (90 min)"),
        ("Twelve reefs", "Twelve reefs"),
        ("", ""),
    ],
)
def test_an_hour_is_read_in_words_and_all_else_as_it_stands(app, stored, words):
    with app.test_request_context(), force_locale("en_GB"):
        assert stored_hours.in_words(stored) == words


def test_only_what_is_said_of_the_hour_is_read_in_words(app):
    pieces = [TextPiece("old", STORED), TextPiece("new", "later")]
    with app.test_request_context(), force_locale("en_GB"):
        hour = stored_hours.compared(Difference("Date and hour", pieces))
        assert "".join(piece.text for piece in hour.pieces if piece.kind != "new") == WORDS
        aim = Difference("Aim", pieces)
        assert stored_hours.compared(aim) is aim


@pytest.mark.parametrize(("field", "shown"), [("time", WORDS), ("aim", STORED)])
def test_the_history_tells_old_rows_too(app, client, sign_in, amara, field, shown):
    event = desk.event(team={Role.LEAD: amara})
    change = {"field": field, "old": "", "new": STORED, "reason": ""}
    db.session.add(EventChange(event_id=event.id, at=START, by="Amara", **change))
    db.session.commit()
    page = sign_in(client, amara).get("/desk/events/twelve-reefs/history").text
    assert [text in page for text in (STORED, WORDS)] == [shown == STORED, shown == WORDS]
