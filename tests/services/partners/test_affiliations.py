"""Affiliations of a person, as of one event and as of today."""

import pytest

from app.domain.people.affiliation import MOST, AffiliationGiven
from app.extensions import db
from app.models import Affiliation, Organisation
from app.services.partners import affiliations
from tests.support import desk
from tests.support.participants import takes_part

REEF, SEAS = AffiliationGiven("Reef Lab", "director", "PE"), AffiliationGiven("Open Seas", "", None)


def now_of(person):
    """Return what the person is today: organisation, title, country."""
    db.session.expire_all()
    rows = db.session.query(Affiliation).filter_by(person_id=person.id).order_by(Affiliation.position)
    names = {row.id: row.name for row in db.session.query(Organisation)}
    return [(names[row.organisation_id], row.title, row.country) for row in rows]


def test_what_is_written_stands_in_its_order_and_is_kept_on_the_person(app):
    part = takes_part(desk.event())
    affiliations.write(part, [SEAS, REEF])
    assert affiliations.given_of(part) == [SEAS, REEF]
    assert now_of(part.person) == [("Open Seas", "", None), ("Reef Lab", "director", "PE")]


def test_another_event_keeps_what_it_was_told_and_the_person_gains_what_is_new(app):
    first = takes_part(desk.event())
    affiliations.write(first, [SEAS])
    second = takes_part(desk.event("second"))
    second.person_id, second.person = first.person_id, first.person
    affiliations.write(second, [REEF, SEAS])
    assert (affiliations.given_of(first), affiliations.given_of(second)) == ([SEAS], [REEF, SEAS])
    assert now_of(first.person) == [("Open Seas", "", None), ("Reef Lab", "director", "PE")]


def test_the_same_again_writes_nothing(app, count_queries):
    part = takes_part(desk.event())
    affiliations.write(part, [REEF])
    with count_queries() as asked:
        affiliations.write(part, [REEF])
    assert len(asked) == 0, asked


def test_a_list_that_nobody_could_print_is_refused_whole(app):
    part = takes_part(desk.event())
    affiliations.write(part, [REEF])
    long = [AffiliationGiven(f"Body {number}") for number in range(MOST + 1)]
    affiliations.check(long[:MOST])
    with pytest.raises(affiliations.TooManyAffiliations) as refusal:
        affiliations.write(part, long)
    assert (refusal.value.field, str(refusal.value)) == (
        "affiliations",
        "At most 12 affiliations fit beside a name.",
    )
    assert affiliations.given_of(part) == [REEF]
