"""Under which UID a person's calendar entry stands: one for each person of a mailbox (ADR 0013, ADR 0019)."""

from app.services.attendance import entry_uids
from tests.support.attendees import public_event, register
from tests.support.participants import EVE, entry_of, speaker, takes_part


def test_the_first_of_a_mailbox_has_the_event_s_own_and_the_next_a_new_one(app):
    event = public_event()
    assert entry_uids.for_seat(event, email=EVE, name="Eve Okoro") == event.uid
    register(event, "Eve Okoro", EVE)
    made = {entry_uids.for_seat(event, email=EVE, name=name) for name in ("Ana Silva", "Eve Okoro-Roy")}
    assert (len(made), event.uid in made) == (2, False)
    assert entry_uids.for_seat(event, email="ana@example.org", name="Ana Silva") == event.uid


def test_seat_and_part_of_one_person_share_it_whichever_comes_first(app):
    event = public_event()
    ana = register(event, "Ana Silva", EVE)
    eve = register(event, "Eve Okoro", EVE)
    assert entry_uids.for_part(event, email=EVE, name="E. Okoro") == eve.uid
    assert entry_uids.for_part(event, email=EVE, name="Ana") == ana.uid
    assert entry_uids.for_part(event, email=EVE, name="Dov Cohen") not in {event.uid, ana.uid, eve.uid}
    other = public_event("other")
    takes_part(other)
    register(other, "Ana Silva", EVE)
    assert entry_uids.for_seat(other, email=EVE, name="Okoro, Eve") == entry_of().uid == other.uid


def test_a_part_of_some_minutes_leaves_the_event_s_own_to_the_seat(app):
    event = public_event()
    speaker(event)
    assert entry_uids.for_seat(event, email=EVE, name="Eve Okoro") == event.uid
