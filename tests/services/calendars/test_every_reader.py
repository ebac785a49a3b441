"""Whatever leaves as a calendar, five readers that share no code with ours agree on it (rows R3-R5)."""

from datetime import timedelta

from app.domain.lifecycle import ParticipationState
from app.extensions import db
from app.services.agenda import agenda
from app.services.attendance import registrations
from app.services.calendars import own_feeds
from app.services.calendars.participant_updates import calendar_for_participants
from app.services.scheduling import publishing
from app.services.speakers import tech_checks
from tests.support.attendees import after_quiet, delivered, public_event, register
from tests.support.calendar_readers import lawful, with_every_reader
from tests.support.changes import SECOND, move, rename
from tests.support.desk import AMARA
from tests.support.participants import accepts, check_for, speaker, takes_part
from tests.support.world import START


def files(mails):
    return [
        (str(mail["Subject"]), part.get_payload(decode=True))
        for mail in mails
        for part in mail.walk()
        if part.get_content_type() == "text/calendar"
    ]


def a_whole_life(app, outgoing):
    """Return every calendar message of an event's life, in order: (subject, bytes)."""
    event = public_event(meeting_is_public=True)
    event.call_minutes = 30
    part, opening, _talk = speaker(event)
    takes_part(event, "Dov Ḥaim", email="dov@example.org")
    chie, gone = register(event, "Chie 田中", "chie@example.org"), register(event, "Bo")
    sent = files(delivered(app, outgoing))
    check_for(event, part)
    registrations.cancel(gone, now=START)
    sent += files(delivered(app, outgoing))
    tech_checks.release(part)
    calendar_for_participants(event, now=START)
    agenda.set_minutes(event, item=opening, minutes=20, actor=AMARA, now=START)
    sent += files(after_quiet(app, outgoing))
    for change in (lambda: rename(event, "Zwölf Riffe; «اثنا عشر»"), lambda: move(event, SECOND)):
        change()
        sent += files(after_quiet(app, outgoing))
    publishing.postpone(event, reason="A storm", actor=AMARA, now=START)
    sent += files(after_quiet(app, outgoing))
    registrations.send_link(chie, now=START + timedelta(hours=1))
    accepts(event, part, ParticipationState.DECLINED)
    sent += files(delivered(app, outgoing))
    publishing.cancel(event, reason="No room", actor=AMARA, now=START)
    return sent + files(after_quiet(app, outgoing)), event


def test_every_message_of_a_life_reads_the_same_everywhere(app, outgoing):
    sent, _event = a_whole_life(app, outgoing)
    bodies = [body for _subject, body in sent]
    read = with_every_reader(bodies)
    agreed = read.pop("libical")
    for reader, found in read.items():
        assert found == agreed, reader
    assert all(len(found) == 1 for found in agreed)
    assert lawful(bodies) == [True] * len(bodies)
    kinds = {body.replace(b"\r\n ", b"").split(b"METHOD:")[1].split(b"\r\n")[0] for body in bodies}
    assert (kinds, len(bodies)) == ({b"REQUEST", b"CANCEL"}, 20)


def test_feeds_and_files_read_the_same_everywhere(app, outgoing, client):
    _sent, event = a_whole_life(app, outgoing)
    addresses = [
        own_feeds.make(email, now=START).removeprefix("http://localhost")
        for email in ("chie@example.org", "eve@example.org", "dov@example.org")
    ]
    db.session.commit()
    paths = [*addresses, f"/events/{event.slug}.ics", "/events.ics", "/events.ics?language=en"]
    bodies = [client.get(path).data for path in paths]
    read = with_every_reader(bodies)
    agreed = read.pop("libical")
    for reader, found in read.items():
        assert found == agreed, reader
    assert [len(found) for found in agreed] == [1, 2, 1, 1, 1, 1]
    assert {one.status for found in agreed for one in found} == {"CANCELLED"}
