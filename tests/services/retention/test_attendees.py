"""Personal data goes when its time is over or its person wishes; numbers stay (row X3)."""

from datetime import timedelta

import pytest

from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import OutboxMessage, Registration, SignInRequest, UndeliverableAddress
from app.queries import registrations as query
from app.services import accounts
from app.services.attendance import links as attendee_links
from app.services.attendance import registrations
from app.services.mail import undeliverable
from app.services.retention import attendees as attendee_retention
from app.worker.retention import forget_old
from tests.support.attendees import delivered, public_event, queued, register, token
from tests.support.world import START

SECRETS = ("Chie", "Tanabe", "chie@example.org", "Deep Sea Institute", "a quiet room", "Asia/Tokyo")


def forget_at_night(app):
    """Run the nightly job; the test's own reading would keep it waiting."""
    db.session.commit()
    return forget_old(app)


def everything():
    """Return every value in both tables as one text."""
    rows = [
        *db.session.execute(db.select(Registration.__table__)),
        *db.session.execute(db.select(OutboxMessage.__table__)),
    ]
    return " ".join(str(value) for row in rows for value in row)


def chie_at(event):
    return register(event, "Chie Tanabe", organisation="Deep Sea Institute", access_needs="a quiet room")


def test_the_job_forgets_people_of_events_long_past_and_keeps_the_numbers(app, outgoing, clock):
    event = public_event()
    chie = chie_at(event)
    registrations.note_joined(chie.id, now=event.starts_at)
    db.session.commit()
    delivered(app, outgoing)
    clock.set(event.ends_at + attendee_retention.KEPT_AFTER_END - timedelta(hours=1))
    delivered(app, outgoing)  # the reminders come due and are dropped
    assert forget_at_night(app) == 0
    assert all(secret in everything() for secret in SECRETS)
    clock.move(timedelta(hours=2))
    assert forget_at_night(app) == 1
    db.session.expire_all()
    assert [secret for secret in SECRETS if secret in everything()] == []
    counted = query.counts(event.id)
    assert (counted.by_state[chie.state], counted.joined, query.countries(event.id)) == (1, 1, [("JP", 1, 1)])
    assert query.everybody(event.id) == []
    assert forget_at_night(app) == 0


def test_people_of_a_postponed_event_still_wait_for_its_new_date(app, clock):
    event = public_event()
    chie_at(event)
    event.state = EventState.POSTPONED
    db.session.commit()
    assert attendee_retention.erased_from(event) == event.revised_at + timedelta(days=365)
    clock.set(event.revised_at + timedelta(days=365))
    assert forget_at_night(app) == 0
    clock.move(timedelta(seconds=1))
    assert forget_at_night(app) == 1


def test_addresses_beside_no_event_go_by_age(app, clock):
    accounts.request_link(email="chie@example.org", next_url="", locale="en", now=START)
    undeliverable.mark("chie@example.org", why="550", now=START)
    clock.set(START + timedelta(days=90))
    accounts.request_link(email="bo@example.org", next_url="", locale="en", now=clock.now())
    undeliverable.mark("bo@example.org", why="550", now=clock.now())

    def known():
        kept = (OutboxMessage.to_email, SignInRequest.email, UndeliverableAddress.email)
        return [sorted(db.session.scalars(db.select(column))) for column in kept]

    forget_at_night(app)
    assert known() == [["bo@example.org", "chie@example.org"]] * 3
    clock.move(timedelta(seconds=1))
    forget_at_night(app)
    assert known() == [["bo@example.org"]] * 3


def test_the_job_clears_the_mail_folder(app, clock, settings):
    settings.mail_folder.mkdir(exist_ok=True)
    old, new = (settings.mail_folder / f"{day}T120000000000Z-chie.eml" for day in ("20230101", "20991231"))
    old.touch()
    new.touch()
    forget_at_night(app)
    assert (old.exists(), new.exists()) == (False, True)


def test_at_their_wish_the_seat_goes_on_a_last_mail_arrives_and_all_is_gone(app, outgoing, clock):
    event = public_event(capacity=1)
    chie = chie_at(event)
    link = token(chie)
    bo = register(event, "Bo")
    delivered(app, outgoing)
    attendee_retention.erase(chie, now=START)
    db.session.commit()
    assert (bo.state.value, event.seats_taken) == ("confirmed", 1)
    with pytest.raises(attendee_links.LinkUnknown):
        attendee_links.by_person_link(link)
    last, _freed = delivered(app, outgoing)
    assert (last["To"], last["Subject"]) == (
        "Chie Tanabe <chie@example.org>",
        "Cancelled for you: Twelve reefs",
    )
    assert "/my/" not in last.get_body(("plain",)).get_content()
    clock.set(event.ends_at + timedelta(days=1))
    forget_at_night(app)
    db.session.expire_all()
    assert [secret for secret in SECRETS if secret in everything()] == ["Asia/Tokyo"]  # which is Bo's, too


def test_the_address_can_be_used_again_afterwards(app):
    event = public_event()
    chie = chie_at(event)
    attendee_retention.erase(chie, now=START)
    again = chie_at(event)
    assert (again.id != chie.id, again.state.value, event.seats_taken) == (True, "confirmed", 1)


def test_a_past_event_only_loses_the_data(app):
    event = public_event()
    chie = chie_at(event)
    attendee_retention.erase(chie, now=event.ends_at + timedelta(days=1))
    assert (chie.state.value, chie.name, chie.country) == ("confirmed", "", "JP")
    assert [row.kind for row in queued() if row.kind == "registration_cancelled"] == []


def test_people_can_have_all_that_is_kept_about_them(app):
    chie = chie_at(public_event())
    data = attendee_retention.personal_data(chie)
    assert data["event"] == "Twelve reefs"
    kept = data["registration"]
    assert (kept["name"], kept["email"], kept["country"]) == ("Chie Tanabe", "chie@example.org", "JP")
    assert (kept["organisation"], kept["access_needs"]) == ("Deep Sea Institute", "a quiet room")
    assert [mail["kind"] for mail in data["mails"]] == ["registration_confirmed", *["reminder"] * 3]
    assert token(chie) not in str(data)
