"""Anything at all, posted to every form of attendance: refused or kept, never a failure (row X5)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.access import Role
from app.extensions import db
from tests.support.attendees import delivered, public_event, register, token
from tests.support.hostile import hostile_text

QUIET = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, *HealthCheck]
)
# A browser can post whatever encodes; a lone half of a pair does not.
TEXT = hostile_text().map(lambda text: text.encode("utf-8", "replace").decode("utf-8"))
FINE = {"name": "Chie Tanabe", "email": "chie@example.org", "country": "JP"}
NAMES = (
    *("name", "email", "country", "organisation", "access_needs", "zone"),
    *("reminders", "reason", "capacity", "registration_open", "List-Unsubscribe", "answer_hours"),
    *("words", "kind", "choices", "hint", "is_required", "is_asked", "confirm_email", "approve_by_hand"),
    *("seat", "do", "number", "audience", "subject", "text", "form_key", "question_x"),
)
FORMS = st.dictionaries(st.sampled_from(NAMES), TEXT, max_size=6).map(lambda rubbish: FINE | rubbish)


@pytest.fixture
def addresses(app, client, sign_in, amara):
    sign_in(client, amara)
    event = public_event(capacity=50, team={Role.LEAD: amara})
    bo, dov = register(event, "Bo"), register(event, "Dov")
    event.confirm_email = True
    eve, desk = register(event, "Eve"), "/desk/events/twelve-reefs"
    return [
        "/events/twelve-reefs/register",
        *(f"/my/{token(bo)}/{what}" for what in ("change", "reminders", "cancel", "register-again")),
        *(f"/my/{token(eve)}/{what}" for what in ("confirm", "seat", "change")),
        f"/unsubscribe/{token(dov, 'unsubscribe')}",
        *(f"{desk}/questions", f"{desk}/questions/arrange", f"{desk}/registrations/approve"),
        *(f"{desk}/registrations/write", f"{desk}/registrations/meeting-list"),
        "/desk/events/twelve-reefs/registrations",
        f"/desk/events/twelve-reefs/registrations/{dov.queue_number}/cancel",
    ]


def test_every_form_survives_rubbish(app, client, outgoing, addresses):
    @QUIET
    @given(st.sampled_from(addresses), FORMS)
    def post(address, fields):
        answer = client.post(address, data=fields)
        assert answer.status_code in {200, 303, 400, 404, 409, 422}, (address, fields)

    post()
    delivered(app, outgoing)
    db.session.expire_all()
    assert {row.to_email.partition("@")[2] for row in outgoing.sent} <= {"example.org"}


@QUIET
@given(text=TEXT)
def test_every_search_and_link_survives_rubbish(client, addresses, text):
    for address in ("/desk/events/twelve-reefs/registrations",):
        assert client.get(address, query_string={"q": text, "state": text, "page": text}).status_code == 200
    cookie = text.encode("ascii", "ignore").decode().translate({ord(sign): None for sign in ";\r\n\0"})
    client.set_cookie("sidestage_zone", cookie)
    assert client.get("/events/twelve-reefs/register").status_code == 200
