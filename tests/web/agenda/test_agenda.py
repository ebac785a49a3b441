import re

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState
from app.extensions import db
from app.queries.agenda import agenda_of
from app.services.agenda import agenda
from app.services.agenda.agenda import ItemFacts, ItemKind
from app.services.speakers import people
from app.services.speakers.people import PrintedPart
from tests.support import desk
from tests.support.desk import AMARA
from tests.support.forms import forms_of
from tests.support.pages import folded
from tests.support.world import START

PAGE = "/desk/events/twelve-reefs/agenda"


@pytest.fixture
def event(app, amara, bo):
    return desk.event(team={Role.LEAD: amara, Role.CO_ORGANISER: bo})


@pytest.fixture
def organiser(client, sign_in, amara, event):
    return sign_in(client, amara)


def person(event, name):
    return people.add_participation(event, part=PrintedPart(name=name), actor=AMARA, now=START)


def add(event, title, minutes=10, *, kind=ItemKind.TALK, speakers=()):
    facts = ItemFacts(kind=kind, title=title, minutes=minutes, people=speakers)
    return agenda.add_item(event, facts=facts, key=title.lower(), actor=AMARA, now=START)


def listed(event):
    return [(item.title, item.minutes) for item in agenda_of(event.id)]


def press(client, do, **minutes):
    """Press a button of the builder with what the page holds, and `minutes` typed over it by key."""
    page = client.get(PAGE).text
    form = next(form for form in forms_of(page) if form.action == PAGE)
    data = dict(form.values) | {f"minutes_{key}": value for key, value in minutes.items()}
    return client.post(PAGE, data=data | {"do": do})


def starts(page):
    return re.findall(r'<time datetime="([^"]+)">(\d\d:\d\d)</time> <small>(\w+)</small>', folded(page))


def test_items_are_added_by_their_form_and_start_times_follow(organiser, event):
    person(event, "Amara")
    first = organiser.submit(
        PAGE, {"kind": "opening", "title": "Welcome", "minutes": "5", "person": "amara"}, button="Kind"
    )
    assert (first.status_code, first.location) == (303, f"{PAGE}?did=add:")
    organiser.submit(PAGE, {"kind": "talk", "title": "Reefs", "minutes": "20"}, button="Kind")
    assert listed(event) == [("Welcome", 5), ("Reefs", 20)]
    assert [one.participation.name_printed for one in agenda_of(event.id)[0].speakers] == ["Amara"]
    page = organiser.get(PAGE).text
    assert starts(page) == [
        ("2027-03-11T09:00:00Z", "10:00", "Lagos"),
        ("2027-03-11T09:05:00Z", "10:05", "Lagos"),
    ]


def test_the_reader_sees_their_own_clock_beside_the_hosts(organiser, event):
    add(event, "Welcome", 5)
    organiser.set_cookie("sidestage_zone", "chosen:Pacific/Auckland")
    assert "<small>22:00 Auckland</small>" in organiser.get(PAGE).text
    organiser.set_cookie("sidestage_zone", "chosen:Pacific/Kiritimati")
    assert "<small>23:00 Kiritimati</small>" in organiser.get(PAGE).text
    organiser.set_cookie("sidestage_zone", "chosen:America/Los_Angeles")
    assert "<small>01:00 Los Angeles</small>" in organiser.get(PAGE).text


def test_95_minutes_in_a_90_minute_slot_are_5_too_many(organiser, event):
    add(event, "A", 45)
    add(event, "B", 50)
    page = organiser.get(PAGE).text
    assert ("95 minutes in a 90-minute slot: +5" in page, "5 minutes too long" in page) == (True, True)
    press(organiser, "save", b="45")
    page = organiser.get(PAGE).text
    assert ("90 of 90 minutes" in page, "It cannot be published like this." in page) == (True, False)


def test_the_same_form_sent_twice_adds_one_item(organiser, event):
    form = next(form for form in forms_of(organiser.get(PAGE).text) if form.action.startswith(f"{PAGE}/add"))
    data = dict(form.values) | {"title": "Welcome", "minutes": "5"}
    assert [organiser.post(f"{PAGE}/add", data=data).status_code for _time in range(2)] == [303, 303]
    assert listed(event) == [("Welcome", 5)]


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"minutes": "0"}, "Give a number from 1 to 1440."),
        ({"minutes": "1441"}, "Give a number from 1 to 1440."),
        ({"minutes": "ten"}, "Give a whole number"),
        ({"minutes": "-"}, "Give a whole number"),
        ({"minutes": "9" * 5000}, "Give a whole number"),
        ({"kind": "other", "title": ""}, "Write a title, or choose what kind of item it is."),
        ({"kind": "party"}, "Choose from what is offered here."),
        ({"person": "chie"}, "Choose from what is offered here."),
        ({"title": "x" * 201}, "At most 200 characters, please."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_stays_typed(organiser, event, facts, message):
    person(desk.event("other"), "Chie")
    add(event, "A", 7)
    typed = {"kind": "talk", "title": "Typed before", "minutes": "5", "person": "", **facts}
    answer = organiser.post(f"{PAGE}/add", data=typed)
    assert answer.status_code == 422
    assert message in answer.text
    assert f'value="{typed["title"]}"' in answer.text
    assert listed(event) == [("A", 7)]


@pytest.mark.parametrize("title", ["مرحبا بكم", "🎤 Talk 🎤", "<script>alert(1)</script>", "a\u0301"])
def test_titles_of_any_script_are_shown_as_written(organiser, event, title):
    organiser.submit(PAGE, {"title": title}, button="Kind")
    assert "<script>alert" not in organiser.get(PAGE).text
    assert [found for found, _minutes in listed(event)] == [title.replace("a\u0301", "á")]


def test_items_move_by_buttons_minutes_typed_are_kept_and_the_focus_stays(organiser, event):
    for title in "ABC":
        add(event, title)
    answer = press(organiser, "up:c", a="33")
    assert (answer.status_code, answer.location) == (303, f"{PAGE}?did=up:c")
    assert listed(event) == [("A", 33), ("C", 10), ("B", 10)]
    assert 'value="up:c" title="Move “C” up" autofocus' in organiser.get(answer.location).text
    press(organiser, "down:a")
    assert listed(event) == [("C", 10), ("A", 33), ("B", 10)]


@pytest.mark.parametrize("minutes", ["0", "1441", "soon", "1e3"])
def test_a_wrong_length_moves_nothing_and_stays_typed(organiser, event, minutes):
    add(event, "A")
    add(event, "B")
    answer = press(organiser, "up:b", a=minutes)
    assert answer.status_code == 422
    assert listed(event) == [("A", 10), ("B", 10)]
    assert ("Minutes of “A”" in answer.text, f'value="{minutes}"' in answer.text) == (True, True)


def test_minutes_that_somebody_else_changed_meanwhile_stay_theirs(organiser, event):
    item = add(event, "A", 10)
    add(event, "B", 10)
    page = organiser.get(PAGE).text
    agenda.set_minutes(event, item=item, minutes=25, actor=AMARA, now=START)
    data = dict(next(form for form in forms_of(page) if form.action == PAGE).values)
    organiser.post(PAGE, data=data | {"minutes_b": "15", "do": "save"})
    assert listed(event) == [("A", 25), ("B", 15)]


def test_a_length_is_emptied_and_later_starts_are_unknown(organiser, event):
    for title in "ABC":
        add(event, title)
    press(organiser, "save", b="")
    assert listed(event) == [("A", 10), ("B", None), ("C", 10)]
    page = organiser.get(PAGE).text
    assert [at for _iso, at, _city in starts(page)] == ["10:00", "10:10"]
    assert ("One item without a length" in page, "Length not known" in page) == (True, True)


def test_an_item_is_split_and_one_minute_is_not(organiser, event):
    add(event, "A", 7)
    add(event, "B", 1)
    press(organiser, "split:a")
    assert listed(event) == [("A", 4), ("A", 3), ("B", 1)]
    answer = press(organiser, "split:b")
    assert (answer.status_code, "One minute cannot be split." in answer.text) == (422, True)


def test_deleting_offers_to_bring_the_item_back(organiser, event):
    for title in "ABC":
        add(event, title)
    answer = press(organiser, "remove:b")
    assert listed(event) == [("A", 10), ("C", 10)]
    page = organiser.get(answer.location).text
    assert "“B” was deleted." in page
    assert 'value="restore:b" autofocus' in page
    assert "“B” was deleted." not in organiser.get(PAGE).text
    press(organiser, "restore:b")
    assert listed(event) == [("A", 10), ("B", 10), ("C", 10)]
    assert press(organiser, "restore:b").status_code == 404


def test_the_last_item_can_be_deleted_and_brought_back(organiser, event):
    add(event, "A")
    press(organiser, "remove:a")
    page = organiser.get(PAGE).text
    assert "No items left" in page
    press(organiser, "restore:a")
    assert listed(event) == [("A", 10)]


def test_an_item_is_edited_with_its_people_in_order(organiser, event):
    speakers = [person(event, name) for name in ("Amara", "Bo", "Chie")]
    add(event, "A", speakers=speakers[:1])
    add(event, "B")
    facts = {"title": "Panel", "kind": "panel", "minutes": "30", "place": "2", "note": "With\nslides"}
    typed = {**facts, "people": ["chie", "amara"], "person": "bo", "do": "save"}
    answer = organiser.post(f"{PAGE}/a/edit", data=typed)
    assert (answer.status_code, answer.location) == (303, f"{PAGE}#item-a")
    item = agenda_of(event.id)[1]
    assert (item.title, item.kind, item.minutes, item.note) == ("Panel", "panel", 30, "With\nslides")
    assert [one.participation.name_printed for one in item.speakers] == ["Chie", "Amara", "Bo"]


@pytest.mark.parametrize(
    ("do", "names"),
    [
        ("in", ["amara", "bo", "chie"]),
        ("out:amara", ["bo"]),
        ("up:bo", ["bo", "amara"]),
        ("up:amara", ["amara", "bo"]),
        ("up:nobody", ["amara", "bo"]),
    ],
)
def test_buttons_inside_the_form_rearrange_people_and_save_nothing(organiser, event, do, names):
    people_of_item = [person(event, name) for name in ("Amara", "Bo", "Chie")][:2]
    add(event, "A", speakers=people_of_item)
    typed = {"title": "typed", "kind": "talk", "people": ["amara", "bo"], "person": "chie", "do": do}
    answer = organiser.post(f"{PAGE}/a/edit", data=typed)
    assert answer.status_code == 200
    assert re.findall(r'name="people" value="(\w+)"', answer.text) == names
    assert 'value="typed"' in answer.text
    assert listed(event) == [("A", 10)]


def test_people_of_another_event_are_refused(organiser, event):
    person(desk.event("other"), "Chie")
    add(event, "A")
    answer = organiser.post(f"{PAGE}/a/edit", data={"title": "A", "kind": "talk", "people": ["chie"]})
    assert answer.status_code == 422
    assert agenda_of(event.id)[0].speakers == []


def test_an_item_of_another_event_is_not_found(organiser, event):
    add(event, "A")
    other = desk.event("other")
    add(other, "Elsewhere")
    for do in ("up:elsewhere", "split:elsewhere", "remove:elsewhere", "restore:elsewhere", "remove:"):
        assert organiser.post(PAGE, data={"do": do}).status_code == 404
    assert organiser.get(f"{PAGE}/elsewhere/edit").status_code == 404
    organiser.post(PAGE, data={"do": "save", "minutes_elsewhere": "1", "seen_elsewhere": "10"})
    assert listed(other) == [("Elsewhere", 10)]


def test_a_post_without_minutes_leaves_them_as_they_are(organiser, event):
    add(event, "A")
    assert organiser.post(PAGE, data={"do": "save"}).status_code == 303
    assert listed(event) == [("A", 10)]


@pytest.mark.parametrize(
    ("address", "data"),
    [
        (PAGE, {"do": "remove:a"}),
        (PAGE, {"do": "save", "minutes_a": "1", "seen_a": "10"}),
        (f"{PAGE}/add", {"kind": "talk", "title": "X"}),
        (f"{PAGE}/a/edit", {"kind": "talk", "title": "X"}),
    ],
)
def test_strangers_find_nothing_and_members_without_the_right_are_refused(
    new_client, sign_in, bo, chie, event, address, data
):
    add(event, "A")
    assert sign_in(new_client(), chie).post(address, data=data).status_code == 404
    assert sign_in(new_client(), bo).post(address, data=data).status_code == 403
    assert listed(event) == [("A", 10)]


def test_a_member_without_the_right_reads_the_agenda(client, sign_in, bo, event):
    add(event, "A")
    page = sign_in(client, bo).get(PAGE).text
    assert ("<bdi>A</bdi>" in page, "Move “A”" in page, "Add an item" in page) == (True, False, False)


def test_without_an_hour_there_are_no_start_times(client, sign_in, amara):
    event = desk.event("twelve-reefs", wall=None, team={Role.LEAD: amara})
    add(event, "A")
    page = sign_in(client, amara).get(PAGE).text
    assert (starts(page), "Start times appear as soon as" in page) == ([], True)


def test_the_builder_costs_the_same_at_1_and_3_items(organiser, event, count_queries):
    speakers = [person(event, name) for name in ("Amara", "Bo")]
    add(event, "A", speakers=speakers)
    db.session.commit()
    with count_queries() as one:
        organiser.get(PAGE)
    add(event, "B", speakers=speakers)
    add(event, "C", speakers=speakers)
    db.session.commit()
    with count_queries() as three:
        assert "Move “C” up" in organiser.get(PAGE).text
    assert (len(one), len(three)) == (6, 6), three


def test_a_published_agenda_leads_to_its_plain_text(client, sign_in, amara):
    event = desk.event(state=EventState.PUBLISHED, team={Role.LEAD: amara})
    add(event, "A")
    assert 'href="/events/twelve-reefs/agenda.txt"' in sign_in(client, amara).get(PAGE).text
