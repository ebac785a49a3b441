"""The desk says whose clocks change shortly before the event (row T8)."""

from datetime import UTC, datetime

from app.domain.lifecycle import ParticipationState
from app.extensions import db
from app.models import Participation, Person, TechCheck
from tests.support import events

MONDAY = datetime(2027, 3, 29, 10, 0)  # noqa: DTZ001 - a wall time


def add_person(event, name, zone, state=ParticipationState.ACCEPTED):
    person = Person(slug=name.lower(), name=name, name_key=name.lower(), zone=zone)
    db.session.add(person)
    db.session.flush()
    db.session.add(
        Participation(
            event_id=event.id, person_id=person.id, position=person.id, name_printed=name, state=state
        )
    )
    db.session.commit()


def test_overview_and_hour_name_who_is_affected_and_how(client, sign_in, amara):
    event = events.draft()
    events.schedule(event, wall=MONDAY, zone="Europe/Zurich")
    add_person(event, "Kanika", "Asia/Kolkata")
    add_person(event, "Giulia", "Europe/Rome")
    add_person(event, "Gone", "Asia/Tokyo", ParticipationState.DECLINED)
    desk = sign_in(client, amara)
    for part in ("", "/time"):
        page = desk.get(f"/desk/events/{event.slug}{part}").text
        assert "Clocks in Zurich go forward by 1 hour on Sunday, 28 March 2027." in page
        assert "Kanika (Kolkata, 13:30 instead of 14:30)" in page
        assert "Giulia (Rome, 10:00)" in page
        assert "Gone (" not in page
    assert "Kanika" not in client.get("/").text


def test_a_tech_check_long_before_counts_from_its_own_day(client, sign_in, amara):
    event = events.draft()
    events.schedule(event, wall=MONDAY.replace(month=4, day=20), zone="Asia/Kolkata")
    add_person(event, "Giulia", "Europe/Rome")
    overview = f"/desk/events/{event.slug}"
    desk = sign_in(client, amara)
    assert "Clocks change shortly before" not in desk.get(overview).text
    check = datetime(2027, 3, 24, 9, 0, tzinfo=UTC)
    db.session.add(TechCheck(key="one", event_id=event.id, starts_at=check, minutes=20))
    db.session.commit()
    page = desk.get(overview).text
    assert "10:00 in Kolkata comes 1 hour later than on Wednesday, 24 March 2027: Giulia (Rome, " in page


def test_far_from_a_change_nothing_is_said(client, sign_in, amara):
    event = events.draft()
    events.schedule(event, wall=MONDAY.replace(month=6), zone="Europe/Zurich")
    assert "Clocks change shortly" not in sign_in(client, amara).get(f"/desk/events/{event.slug}").text
