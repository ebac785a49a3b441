"""A deleted item of the agenda comes back as it was, as far as its people are still there."""

import pytest

from app.domain.agenda import ItemKind
from app.extensions import db
from app.queries.agenda import agenda_of, removed_from
from app.services.agenda import agenda
from app.services.agenda import undo as agenda_undo
from app.services.agenda.agenda import ItemFacts
from app.services.speakers import people
from app.services.speakers.people import PrintedPart
from tests.support import desk
from tests.support.desk import AMARA
from tests.support.world import START


@pytest.fixture
def event(app):
    return desk.event()


def person(event, name):
    return people.add_participation(event, part=PrintedPart(name=name), actor=AMARA, now=START)


def add(event, title, minutes=10, *, key=None, kind=ItemKind.TALK, speakers=(), note=""):
    facts = ItemFacts(kind=kind, title=title, minutes=minutes, people=speakers, note=note)
    return agenda.add_item(event, facts=facts, key=key, actor=AMARA, now=START)


def listed(event):
    return [
        (item.position, item.title, item.minutes, [one.participation.name_printed for one in item.speakers])
        for item in agenda_of(event.id)
    ]


def test_a_deleted_item_comes_back_as_it_was(event):
    amara, bo = person(event, "Amara"), person(event, "Bo")
    add(event, "A")
    item = add(event, "B", 7, speakers=[bo, amara], note="with slides", kind=ItemKind.PANEL)
    add(event, "C")
    before, key = listed(event), item.key
    removed = agenda_undo.remove_item(event, item=item, actor=AMARA, now=START)
    assert [(place, title) for place, title, *_rest in listed(event)] == [(1, "A"), (2, "C")]
    assert [one.title for one in removed_from(event.id)] == ["B"]
    back = agenda_undo.restore_item(event, removed=removed, actor=AMARA, now=START)
    db.session.expire_all()
    assert listed(event) == before
    assert (back.key, back.note, back.kind) == (key, "with slides", "panel")
    assert removed_from(event.id) == []


def test_a_deleted_item_comes_back_without_those_who_left_and_at_the_end_of_a_shorter_list(event):
    amara, bo = person(event, "Amara"), person(event, "Bo")
    first = add(event, "A")
    item = add(event, "B", speakers=[amara, bo])
    removed = agenda_undo.remove_item(event, item=item, actor=AMARA, now=START)
    agenda_undo.remove_item(event, item=first, actor=AMARA, now=START)
    people.remove(event, participation=amara, actor=AMARA, now=START)
    agenda_undo.restore_item(event, removed=removed, actor=AMARA, now=START)
    assert listed(event) == [(1, "B", 10, ["Bo"])]


def test_a_deleted_item_of_another_event_is_not_found(event):
    item = add(event, "A")
    removed = agenda_undo.remove_item(event, item=item, actor=AMARA, now=START)
    assert agenda_undo.removed_item(desk.event("other"), removed.key) is None
    assert agenda_undo.removed_item(event, removed.key) is removed
