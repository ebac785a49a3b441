"""Who sets how strict the checks are, and what the overview then says (row O9)."""

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState, ParticipationState
from app.extensions import db
from app.models import Account
from app.services.scheduling import editions
from tests.support import desk, speaking
from tests.support.events import actor_of
from tests.support.personas import AMARA, BO


@pytest.fixture
def event(app):
    forum = editions.create(name="Rain Forum", short_name="", zone="Africa/Lagos", actor=actor_of(AMARA))
    made = desk.event(team={Role.LEAD: AMARA, Role.CO_ORGANISER: BO}, edition_id=forum.id)
    db.session.commit()
    return made


def test_who_added_a_forum_sets_its_checks(client, sign_in, event):
    sign_in(client, AMARA)
    overview = client.get("/desk/events/twelve-reefs").text
    assert "/desk/forums/rain-forum/checks" in overview
    assert client.submit("/desk/forums/rain-forum/checks", {"aim": "warn"}).status_code == 303
    page = client.get("/desk/forums/rain-forum/checks").text
    assert 'value="warn" selected' in page or 'selected value="warn"' in page
    overview = client.get("/desk/events/twelve-reefs").text
    assert overview.index("Worth a look") < overview.rindex("The aim is missing")


def test_others_do_not(client, sign_in, event):
    sign_in(client, BO)
    assert "/checks" not in client.get("/desk/events/twelve-reefs").text
    for path in ("/desk/forums/rain-forum/checks", "/desk/checks"):
        assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)


def test_the_operator_sets_all(client, sign_in, event):
    db.session.get(Account, BO.account.id).is_operator = True
    sign_in(client, BO)
    assert "/desk/checks" in client.get("/desk").text
    assert client.submit("/desk/checks", {"languages": "ignore"}).status_code == 303
    assert client.get("/desk/forums/rain-forum/checks").status_code == 200
    assert "As usual: Do not look for it" in client.get("/desk/forums/rain-forum/checks").text
    assert client.post("/desk/checks", data={"languages": "nonsense"}).status_code == 422


def test_a_lead_publishes_all_the_same_for_a_reason(client, sign_in, event):
    sign_in(client, AMARA)
    levels = dict.fromkeys(("aim", "languages", "organisations"), "publishing")
    client.submit("/desk/forums/rain-forum/checks", levels)
    page = client.get("/desk/events/twelve-reefs/publish").text
    assert "Publish all the same" in page
    assert client.post("/desk/events/twelve-reefs/publish").status_code == 422
    done = client.post("/desk/events/twelve-reefs/publish", data={"reason": "Archive of 1998."})
    assert done.status_code == 303


@pytest.mark.parametrize(
    ("hour", "minute", "told"),
    [
        (11, 0, "is also in “Seeds”: 11:00 – 11:30 Lagos (WAT, UTC+1)."),
        (11, 30, "goes straight on to “Seeds”: no minute between."),
        (11, 40, "goes straight on to “Seeds”: 10 minutes between."),
        (8, 25, "comes straight from “Seeds”: 5 minutes between."),
        (12, 0, None),
    ],
)
def test_both_desks_hear_of_a_clash_and_of_a_short_break(client, sign_in, event, hour, minute, told):
    here = speaking.somebody(event).person
    other = desk.event(
        "seeds",
        title="Seeds",
        state=EventState.PUBLISHED,
        team={Role.LEAD: BO},
        wall=desk.WALL.replace(hour=hour, minute=minute),
    )
    speaking.somebody(other, state=ParticipationState.ACCEPTED)
    sign_in(client, AMARA)
    page = client.get("/desk/events/twelve-reefs/people").text
    assert ("Seeds" in page) == (told is not None)
    assert told is None or f"{here.name} {told}" in page
    sign_in(client, BO)
    theirs = client.get("/desk/events/seeds/people").text
    assert ("Twelve reefs" in theirs) == (told is not None)


def test_a_part_that_is_not_public_names_no_event(client, sign_in, event):
    speaking.somebody(event)
    other = desk.event("seeds", title="Seeds", state=EventState.PUBLISHED)
    speaking.somebody(other)
    sign_in(client, AMARA)
    page = client.get("/desk/events/twelve-reefs/people").text
    assert ("Seeds" in page, "is also in another event at this time." in page) == (False, True)


def test_sign_language_is_interpretation_told_to_all_and_what_somebody_needs_to_nobody(
    client, sign_in, event
):
    interpreter = speaking.invited(event, "Chie Tanabe", "chie@example.org", roles=["interpreter"])
    interpreter.needs = "a chair with arms"
    sign_in(client, AMARA)
    details = {"aim": "See reefs.", "languages": ["en"], "interpretation": ["ase", "ils"]}
    assert client.submit("/desk/events/twelve-reefs/details", details).status_code == 303
    assert "1 of 4 interpreters for 90 minutes" in client.get("/desk/events/twelve-reefs").text
    event.state, event.published_at = EventState.PUBLISHED, event.created_at
    db.session.commit()
    page = client.get("/events/twelve-reefs").text
    assert "American Sign Language, International Sign" in page
    assert "a chair with arms" not in page
