from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.agenda import ItemKind, item_times
from app.extensions import db
from app.models import EventChange
from app.queries.agenda import agenda_of
from app.services.agenda import agenda
from app.services.agenda.agenda import ItemFacts, agenda_problems
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


def history(event):
    rows = db.session.scalars(
        select(EventChange)
        .where(EventChange.event_id == event.id, EventChange.field.startswith("agenda"))
        .order_by(EventChange.id)
    )
    return [(row.field, row.old, row.new) for row in rows]


def test_items_stand_in_order_with_their_people_in_display_order(event):
    amara, bo = person(event, "Amara"), person(event, "Bo")
    add(event, "Welcome", 5, speakers=[bo, amara, bo])
    add(event, "Reefs", 20, speakers=[amara])
    assert listed(event) == [(1, "Welcome", 5, ["Bo", "Amara"]), (2, "Reefs", 20, ["Amara"])]
    assert history(event) == [
        ("agenda", "", "Welcome · 5 min · Bo, Amara"),
        ("agenda", "", "Reefs · 20 min · Amara"),
    ]


def test_people_of_an_item_change_order(event):
    amara, bo, chie = (person(event, name) for name in ("Amara", "Bo", "Chie"))
    item = add(event, "Panel", speakers=[amara, bo])
    facts = ItemFacts(kind=ItemKind.PANEL, title="Panel", minutes=30, people=[chie, bo])
    agenda.edit_item(event, item=item, facts=facts, actor=AMARA, now=START)
    db.session.expire_all()
    assert listed(event) == [(1, "Panel", 30, ["Chie", "Bo"])]
    assert history(event)[-1] == ("agenda", "Panel · 10 min · Amara, Bo", "Panel · 30 min · Chie, Bo")


def test_moving_the_event_moves_its_agenda(event):
    add(event, "Welcome", 5)
    add(event, "Reefs", 20)
    items = agenda.domain_items(agenda_of(event.id))
    before = [slot.starts_at for slot in item_times(items, event.starts_at)]
    event.starts_at += timedelta(days=7)
    assert [slot.starts_at - timedelta(days=7) for slot in item_times(items, event.starts_at)] == before


def test_the_same_form_sent_twice_makes_one_item(event):
    first = add(event, "Welcome", key="abc123")
    assert add(event, "Welcome", key="abc123") is first
    assert len(listed(event)) == 1


def test_a_key_of_another_event_or_no_key_at_all_gets_a_new_one(event):
    other = desk.event("other")
    theirs = add(other, "Theirs", key="abc123")
    mine = add(event, "Mine", key="abc123")
    assert mine.key != theirs.key
    assert agenda.item_of(event, theirs.key) is None
    for strange in ("", "../x", "é" * 3, "x" * 17):
        assert add(event, "Strange", key=strange).key not in {strange, mine.key}


@pytest.mark.parametrize("minutes", [0, -5, 1441, 10**9])
def test_impossible_lengths_are_refused_at_the_minutes(event, minutes):
    with pytest.raises(agenda.ItemMinutesRefused) as refusal:
        add(event, "Welcome", minutes)
    assert refusal.value.field == "minutes"
    item = add(event, "Welcome", 5)
    with pytest.raises(agenda.ItemMinutesRefused):
        agenda.set_minutes(event, item=item, minutes=minutes, actor=AMARA, now=START)
    assert listed(event) == [(1, "Welcome", 5, [])]


def test_an_unknown_length_is_kept_as_unknown(event):
    item = add(event, "Welcome", None)
    agenda.set_minutes(event, item=item, minutes=7, actor=AMARA, now=START)
    agenda.set_minutes(event, item=item, minutes=None, actor=AMARA, now=START)
    assert listed(event) == [(1, "Welcome", None, [])]


def test_something_tells_an_item_from_the_others(event):
    with pytest.raises(agenda.TitleNeeded):
        add(event, "", kind=ItemKind.OTHER)
    assert add(event, "", kind=ItemKind.BREAK).title == ""


def test_people_of_another_event_are_refused(event):
    stranger = person(desk.event("other"), "Chie")
    with pytest.raises(agenda.StrangerInAgenda):
        add(event, "Welcome", speakers=[stranger])


def test_items_move_by_places(event):
    for title in "ABC":
        last = add(event, title)
    agenda.move_item(event, item=last, to=1, actor=AMARA, now=START)
    assert [title for _place, title, *_rest in listed(event)] == ["C", "A", "B"]
    agenda.move_item(event, item=last, to=-4, actor=AMARA, now=START)
    assert history(event)[-1] == ("agenda.order", "3. C", "1. C")


@pytest.mark.parametrize(
    ("minutes", "halves"), [(10, (5, 5)), (7, (4, 3)), (2, (1, 1)), (None, (None, None))]
)
def test_an_item_splits_into_two_alike(event, minutes, halves):
    amara = person(event, "Amara")
    item = add(event, "Reefs", minutes, speakers=[amara])
    add(event, "End", 1)
    agenda.split_item(event, item=item, actor=AMARA, now=START)
    assert listed(event) == [
        (1, "Reefs", halves[0], ["Amara"]),
        (2, "Reefs", halves[1], ["Amara"]),
        (3, "End", 1, []),
    ]


def test_one_minute_is_not_split(event):
    item = add(event, "Gong", 1)
    with pytest.raises(agenda.TooShortToSplit):
        agenda.split_item(event, item=item, actor=AMARA, now=START)


def test_an_agenda_that_is_too_long_keeps_the_event_from_being_published(event):
    assert agenda_problems(event) == []
    add(event, "A", 90)
    assert agenda_problems(event) == []
    add(event, "B", 5)
    add(event, "C", None)
    [(sentence, values)] = agenda_problems(event)
    assert sentence % values == "The agenda takes 95 minutes in a 90-minute slot: 5 too many."
