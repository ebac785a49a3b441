"""A speaker's mailbox that an assistant reads: each person of it has an entry of their own (R4, R13)."""

from app.extensions import db
from app.services.attendance import registrations
from app.services.calendars import entry_removal, participant_entries, team_entries
from tests.support.attendees import after_quiet, delivered, public_event, queued, register
from tests.support.calendar_mails import calendar
from tests.support.changes import SECOND, move
from tests.support.participants import EVE, accepts, entry_of, speaker, takes_part
from tests.support.world import START


def uids(mails):
    """Return (whom the mail names, the UID that it carries), in the order of the names."""
    return sorted((mail["To"].addresses[0].display_name, calendar(mail)["UID"]) for mail in mails)


def test_an_assistant_who_registers_has_an_entry_beside_the_speaker_s(app, outgoing):
    event = public_event()
    takes_part(event)
    ana = register(event, "Ana Silva", EVE)
    part = entry_of()
    assert (part.uid, ana.uid == event.uid) == (event.uid, False)
    assert uids(delivered(app, outgoing)) == [("Ana Silva", ana.uid), ("Eve Okoro", event.uid)]
    move(event, SECOND)
    assert uids(after_quiet(app, outgoing)) == [("Ana Silva", ana.uid), ("Eve Okoro", event.uid)]


def test_a_speaker_who_joins_later_takes_nothing_from_the_assistant(app, outgoing):
    event = public_event()
    ana = register(event, "Ana Silva", EVE)
    takes_part(event)
    part = entry_of()
    assert (ana.uid, part.uid == event.uid, part.kind) == (event.uid, False, "whole")
    assert uids(delivered(app, outgoing)) == [("Ana Silva", event.uid), ("Eve Okoro", part.uid)]
    db.session.refresh(ana)
    assert ana.invited_sequence == 0


def test_the_speaker_s_own_seat_is_theirs_in_any_spelling_and_adds_no_entry(app, outgoing):
    event = public_event()
    speaker(event)
    delivered(app, outgoing)
    seats = [register(event, name, EVE) for name in ("Okoro, Eve", "Ana Silva")]
    mails = {mail["To"].addresses[0].display_name: mail for mail in delivered(app, outgoing)}
    kinds = {name: [part.get_content_type() for part in mail.walk()] for name, mail in mails.items()}
    assert {name: "text/calendar" in found for name, found in kinds.items()} == {
        "Okoro, Eve": False,
        "Ana Silva": True,
    }
    move(event, SECOND)
    assert sorted(mail["To"].addresses[0].display_name for mail in after_quiet(app, outgoing)) == [
        "Ana Silva",
        "Eve Okoro",
    ]
    assert len({one.uid for one in seats}) == 2


def test_a_part_that_ends_leaves_the_seats_of_the_mailbox_as_they_are(app, outgoing):
    event = public_event()
    ana = register(event, "Ana Silva", EVE)
    part = takes_part(event)
    delivered(app, outgoing)
    accepts(event, part, "declined")
    (mail,) = delivered(app, outgoing)
    assert (calendar(mail)["STATUS"], calendar(mail)["UID"]) == ("CANCELLED", entry_of().uid)
    assert (ana.state.value, ana.invited_sequence) == ("confirmed", 0)
    registrations.cancel(ana, now=START)
    (mail,) = delivered(app, outgoing)
    assert (calendar(mail)["STATUS"], calendar(mail)["UID"]) == ("CANCELLED", event.uid)


def test_an_assistant_who_asks_for_the_entry_gets_their_own_and_gives_back_their_own(app, outgoing):
    event = public_event()
    takes_part(event)
    ana = {"email": EVE, "name": "Ana Silva"}
    team_entries.want(event, **ana, locale="en_GB", wanted=True, now=START)
    entries = participant_entries.of_address(event, EVE)
    assert [(one.name, one.is_wanted) for one in entries] == [("Eve Okoro", False), ("Ana Silva", True)]
    assert [team_entries.wants(event, email=EVE, name=name) for name in ("Ana Silva", "Eve Okoro")] == [
        True,
        False,
    ]
    assert len({name for name, _uid in uids(delivered(app, outgoing))}) == 2
    entry_removal.forget(event, **ana, now=START)
    db.session.expire_all()
    assert [(one.name, one.is_held) for one in participant_entries.of_address(event, EVE)] == [
        ("Eve Okoro", True)
    ]
    assert queued(to_email=EVE, state="queued") == []
