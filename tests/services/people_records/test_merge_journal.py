"""Changes of rows that can be taken back exactly, as far as nobody changed the rows since."""

import json

import pytest

from app.extensions import db
from app.models import Event, Participation, Person, PersonAlias
from app.services.people_records.merge_journal import Journal, Lost, table_of, take_back
from app.services.speakers.person_records import find_or_make_person
from tests.support import desk, participants

PERSON, ALIAS, PART = table_of(Person), table_of(PersonAlias), table_of(Participation)


@pytest.fixture
def part(app):
    part = participants.takes_part(desk.event())
    db.session.add(PersonAlias(person_id=part.person_id, name="Eva"))
    db.session.commit()
    return part


def rows(table):
    db.session.expire_all()
    return [dict(row) for row in db.session.execute(db.select(table).order_by(table.c.id)).mappings()]


def everything():
    return {table.name: rows(table) for table in (PERSON, ALIAS, PART)}


def test_every_kind_of_step_is_kept_as_json_and_taken_back(part):
    before, journal = everything(), Journal()
    alias = rows(ALIAS)[0]["id"]
    assert journal.set(PERSON, {"id": part.person_id}, {"bio": "x", "zone": "Asia/Tokyo"}, what="bio") is True
    journal.delete(ALIAS, {"id": alias}, what="alias", name="Eva")
    journal.insert(ALIAS, {"person_id": part.person_id, "name": "Evelyn"}, what="alias", name="Evelyn")
    assert [row["name"] for row in rows(ALIAS)] == ["Evelyn"]
    steps = json.loads(json.dumps(journal.steps))
    assert take_back(steps) == []
    assert everything() == before


def test_a_value_that_another_row_has_is_not_written(part):
    other = participants.takes_part(desk.event("other"), "Bo", email="bo@example.org").person
    journal = Journal()
    assert journal.set(PERSON, {"id": other.id}, {"email": participants.EVE}, what="email") is False
    assert journal.set(PERSON, {"id": 999_999}, {"bio": "x"}, what="bio") is False
    journal.delete(ALIAS, {"id": 999_999}, what="alias")
    assert journal.steps == []


def test_what_somebody_changed_since_stays_theirs_and_is_told(part):
    journal = Journal()
    journal.set(PERSON, {"id": part.person_id}, {"bio": "merged"}, what="bio", name="Eve")
    db.session.execute(db.update(PERSON).values(bio="mine"))
    lost = [Lost("bio", "Eve")]
    assert (take_back(journal.steps, only_look=True), take_back(journal.steps)) == (lost, lost)
    assert rows(PERSON)[0]["bio"] == "mine"


def test_looking_writes_nothing(part):
    journal = Journal()
    journal.set(PERSON, {"id": part.person_id}, {"bio": "x"}, what="bio")
    journal.delete(ALIAS, {"id": rows(ALIAS)[0]["id"]}, what="alias")
    after = everything()
    assert take_back(journal.steps, only_look=True) == []
    assert everything() == after


def test_an_inserted_row_that_is_gone_is_nothing_lost(part):
    journal = Journal()
    journal.insert(ALIAS, {"person_id": part.person_id, "name": "Evelyn"}, what="alias")
    db.session.execute(db.delete(ALIAS))
    assert take_back(journal.steps) == []


def test_a_row_whose_number_is_taken_comes_back_under_another_and_those_that_point_at_it_follow(part):
    number, person, bo = part.id, part.person_id, find_or_make_person(name="Bo")
    [item] = participants.items(db.session.get_one(Event, part.event_id), ("Talk", 5, part))
    speakers, of_bo = (
        db.metadata.tables["agenda_speaker"],
        rows(PART)[0] | {"person_id": bo.id, "position": 9},
    )
    key, journal = {"item_id": item.id, "participation_id": number}, Journal()
    journal.delete(speakers, key, what="part", name="Talk")
    journal.delete(PART, {"id": number}, what="part", name="Talk")
    db.session.execute(db.insert(PART).values(**of_bo))
    assert take_back(journal.steps) == []
    [back] = [row["id"] for row in rows(PART) if row["person_id"] == person]
    assert back != number
    assert db.session.scalars(db.select(speakers.c.participation_id)).all() == [back]
