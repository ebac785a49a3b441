"""Answers in the shapes that calendar programs and mail servers give them count for their person (R4)."""

from datetime import timedelta

import pytest

from app.domain.mail import incoming
from app.extensions import db
from app.services import tokens
from app.services.calendars import inbound, reply_proofs
from app.services.mail import addresses
from tests.support.answers import entry_reply, reply, reply_address
from tests.support.attendees import delivered, public_event, register
from tests.support.participants import entry_of, speaker
from tests.support.received import received
from tests.support.world import START

LATER = START + timedelta(hours=1)


def take(raw):
    outcome = inbound.take(raw, now=LATER)
    db.session.commit()
    return outcome


def kept(registration):
    db.session.refresh(registration)
    return registration.calendar_answer


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("organiser-listed-too", "declined"),
        ("calendar-as-octets", "accepted"),
        ("sequence-raised", "declined"),
        ("attendee-by-urn", "declined"),
        ("cr-cr-lf", "declined"),
        ("byte-order-mark", "accepted"),
    ],
)
def test_a_mail_to_the_persons_own_address_is_their_answer(app, outgoing, name, answer):
    nadia = register(public_event(), "Nadia Okoth")
    (mail,) = delivered(app, outgoing)
    raw = received(name, to=mail["Reply-To"], uid=nadia.event.uid)
    assert (take(raw), kept(nadia)) == ("answered", answer)


@pytest.mark.parametrize("proof", ["way in", "address"])
@pytest.mark.parametrize(
    "attendee",
    ["mailto:chie.alias@example.net", "chie@example.org", "urn:uuid:2F1C8D0A-1111", "mailto:bo@example.org"],
)
def test_whatever_the_calendar_calls_its_owner_the_answer_is_theirs(app, proof, attendee):
    event = public_event()
    chie, bo = register(event), register(event, "Bo")
    raw = reply(chie, "DECLINED", proof=proof, changed=("mailto:CHIE@EXAMPLE.ORG", attendee))
    assert (take(raw), kept(chie), kept(bo)) == ("answered", "declined", None)


@pytest.mark.parametrize("proof", ["way in", "address"])
def test_a_speaker_answers_from_an_alias_too(app, outgoing, proof):
    speaker(public_event())
    delivered(app, outgoing)
    assert take(entry_reply(entry_of(), "TENTATIVE", proof=proof, attendee="c@example.net")) == "answered"
    assert entry_of().calendar_answer == "tentative"


def test_the_address_may_lose_its_capitals_and_gain_some(app):
    chie = register(public_event())
    own = reply_address(registration_id=chie.id)
    assert take(reply(chie, "DECLINED", proof=None, to=own.upper())) == "answered"


def test_a_guessed_address_proves_nothing(app):
    chie = register(public_event())
    own = reply_address(registration_id=chie.id)
    other = own.replace("+r1-", "+r2-") if "+r1-" in own else own.replace("+r", "+r9")
    for to in (other, own.replace("-", "-a"), own.replace("+r", "+b")):
        assert take(reply(chie, "DECLINED", proof=None, to=to)) == "forged"
    assert kept(chie) is None


def test_another_events_address_names_nobody_here_and_its_organisers_see_what_came(app):
    here, there = register(public_event()), register(public_event("ten-reefs"), "Bo")
    assert take(reply(here, "DECLINED", proof=None, to=reply_address(registration_id=there.id))) == "letter"
    assert (kept(here), kept(there)) == (None, None)


def test_a_delegate_beside_the_person_gives_the_person_s_own_answer(app):
    chie = register(public_event())
    more = 'ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:chie@example.org":mailto:bo@example.org\n'
    assert take(reply(chie, "DELEGATED", proof="address", more=more)) == "answered"
    assert kept(chie) == "delegated"


def test_attendees_who_contradict_each_other_are_left_to_people(app):
    chie = register(public_event())
    more = "ATTENDEE;PARTSTAT=DECLINED:mailto:bo@example.org\n"
    raw = reply(chie, "ACCEPTED", attendee="ada@example.org", proof="address", more=more)
    raw = raw.replace(b"From: Chie Tanabe <chie@", b"From: Chie Tanabe <tanabe@")
    assert (take(raw), kept(chie)) == ("letter", None)


def test_a_change_of_mind_within_one_second_counts(app):
    chie = register(public_event())
    said = [take(reply(chie, answer)) for answer in ("ACCEPTED", "DECLINED", "DECLINED")]
    assert (said, kept(chie)) == (["answered", "answered", "repeated"], "declined")


def test_a_sequence_that_nobody_sent_counts_as_the_last_one(app):
    chie = register(public_event())
    assert take(reply(chie, "ACCEPTED", sequence=7)) == "answered"
    assert chie.answer_sequence == 0
    assert take(reply(chie, "DECLINED", sequence=0, stamp="20270301T094000Z")) == "answered"
    assert kept(chie) == "declined"


def test_an_answer_without_a_stamp_is_as_new_as_its_arrival(app):
    chie = register(public_event())
    take(reply(chie, "ACCEPTED", stamp="20270301T093000Z"))
    raw = reply(chie, "DECLINED", proof="address", changed=("DTSTAMP:", "X-STAMP:"))
    assert (take(raw), kept(chie), chie.answer_stamp) == ("answered", "declined", LATER)


def test_a_picture_in_the_signature_hides_no_answer(app):
    chie = register(public_event())
    raw = reply(chie, "DECLINED")
    picture = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"QUJD" * 500_000
    head, _, body = raw.partition(b"\n\n")
    inner = [line for line in head.split(b"\n") if line.startswith((b"Content-Type", b" boundary"))]
    outer = b"\n".join(line for line in head.split(b"\n") if line not in inner)
    raw = (
        outer + b'\nContent-Type: multipart/mixed; boundary="out"\n\n--out\n' + b"\n".join(inner) + b"\n\n"
        + body + b"\n--out\n" + picture + b"\n--out--\n"
    )  # fmt: skip
    assert (take(raw), kept(chie)) == ("answered", "declined")


def test_mails_of_an_earlier_release_are_answered_still(app):
    chie = register(public_event())
    own = addresses._short(tokens.token_for("reply", chie.token_salt), 32)
    assert take(reply(chie, "DECLINED", proof=None, to=f"calendar+r{own}@localhost")) == "answered"


def parsed(raw):
    return incoming.read(raw).reply


def test_the_address_that_a_mail_came_to_proves_who_answers(app, outgoing):
    chie = register(public_event())
    delivered(app, outgoing)
    found = reply_proofs.named(parsed(reply(chie, proof="address")))
    assert (found.seat, found.entry, found.is_proven, found.answering) == (chie, None, True, chie)


def test_nothing_but_an_attendee_s_name_proves_nothing(app):
    chie = register(public_event())
    answer = parsed(reply(chie, proof=None))
    assert reply_proofs.named(answer) is None
    found = reply_proofs.of_the_attendee(answer)
    assert (found.seat, found.is_proven) == (chie, False)


def test_who_has_a_seat_and_a_part_answers_for_what_their_calendar_shows(app):
    event = public_event()
    speaker(event)
    eve = register(event, "Eve", "eve@example.org")
    entry = entry_of()
    found = reply_proofs.Holders(eve, entry, is_proven=True)
    assert found.answering is entry
    entry.is_held = False
    assert found.answering is eve
    assert reply_proofs.Holders(None, entry, is_proven=True).answering is entry
