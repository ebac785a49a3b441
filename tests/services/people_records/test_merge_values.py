"""Which of two records' values stays: what stands, what a human chose, and every name to be found by."""

import pytest

from app.domain.people.affiliation import AffiliationGiven
from app.extensions import db
from app.services.partners import affiliations
from app.services.people_records.merge_journal import Journal, take_back
from app.services.people_records.merge_values import (
    MergeChoice,
    differences,
    unite_affiliations,
    unite_names,
    unite_values,
    values_after,
)
from app.services.speakers import profiles
from app.services.speakers.person_records import find_or_make_person
from tests.support import desk, participants

NOTHING = MergeChoice()


@pytest.fixture
def kept(app):
    person = find_or_make_person(name="Ana Li", email="ana@example.org")
    person.bio, person.country = "Counts reefs.", "PE"
    db.session.commit()
    return person


@pytest.fixture
def gone(app):
    person = find_or_make_person(name="Anna Lee", email="anna@example.org")
    person.country, person.zone, person.gender, person.voice_key = "CL", "America/Lima", "woman", "voices/a"
    db.session.commit()
    return person


def wish(*fields):
    return MergeChoice(frozenset(fields))


def names(person):
    db.session.expire_all()
    return sorted(one.name for one in person.aliases)


def test_only_what_both_say_otherwise_is_a_question(kept, gone):
    assert differences(kept, gone) == ["name", "email", "country"]


def test_what_stands_stays_what_is_empty_is_filled_and_what_was_chosen_is_taken(kept, gone):
    after = values_after(kept, gone, wish("country", "bio"))
    assert {field: after[field] for field in ("name", "email", "country", "bio", "zone", "gender")} == {
        "name": "Ana Li",
        "email": "ana@example.org",
        "country": "CL",
        "bio": "Counts reefs.",  # the other has none to give
        "zone": "America/Lima",
        "gender": "woman",
    }


def test_the_values_are_written_and_an_address_is_in_one_record_only(kept, gone):
    journal = Journal()
    unite_values(journal, kept, gone, wish("email", "name"))
    db.session.expire_all()
    assert (kept.name, kept.name_key, kept.email, gone.email) == (
        "Anna Lee",
        "anna lee",
        "anna@example.org",
        None,
    )
    assert take_back(journal.steps) == []
    db.session.expire_all()
    assert (kept.name, kept.email, kept.zone, gone.email) == (
        "Ana Li",
        "ana@example.org",
        None,
        "anna@example.org",
    )


@pytest.mark.parametrize(
    ("choice", "found"),
    [(NOTHING, ["A. Lee", "A. Li", "Anna Lee"]), (wish("name"), ["A. Lee", "A. Li", "Ana Li"])],
)
def test_every_name_that_either_was_found_by_finds_the_one(kept, gone, choice, found):
    profiles._keep_alias(kept, "A. Li", new="Ana Li")
    profiles._keep_alias(gone, "A. Lee", new="Anna Lee")
    profiles._keep_alias(gone, "a. li", new="Anna Lee")
    db.session.commit()
    unite_names(Journal(), kept, gone, choice)
    assert names(kept) == found


def test_present_affiliations_stand_behind_ones_own_each_once(app):
    reef, seas, lab = (AffiliationGiven(name) for name in ("Reef Lab", "Open Seas", "Lab"))
    mine = participants.takes_part(desk.event("mine"), "Ana Li", email=None)
    theirs = participants.takes_part(desk.event("theirs"), "Anna Lee", email=None)
    affiliations.write(mine, [reef, seas])
    affiliations.write(theirs, [lab, seas])
    db.session.commit()
    unite_affiliations(Journal(), mine.person, theirs.person)
    db.session.expire_all()
    assert profiles.present(mine.person) == [reef, seas, lab]
