import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import Organisation, OrganiserRole
from app.queries.participants import organisers_of
from app.services.partners import organisations
from tests.support import desk
from tests.support.desk import AMARA
from tests.support.forms import forms_of
from tests.support.world import START

PAGE = "/desk/events/twelve-reefs/organisations"


@pytest.fixture
def event(app, amara, bo):
    return desk.event(team={Role.LEAD: amara, Role.CO_ORGANISER: bo})


@pytest.fixture
def organiser(client, sign_in, amara, event):
    return sign_in(client, amara)


def add(event, *names, role=OrganiserRole.CO_ORGANISER):
    for name in names:
        organisations.add_organiser(event, name=name, role=role, actor=AMARA, now=START)


def listed(event):
    return [(row.organisation.name, row.role.value) for row in organisers_of(event.id)]


def test_an_organisation_is_added_by_its_form(organiser, event):
    facts = {"name": "Open Seas", "role": "lead", "short_name": "OS", "web_url": "https://seas.example.org"}
    answer = organiser.submit(PAGE, facts)
    assert (answer.status_code, answer.location) == (303, f"{PAGE}?did=add:")
    assert listed(event) == [("Open Seas", "lead")]
    assert organiser.get(answer.location).status_code == 200


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"name": ""}, "Write its name."),
        ({"name": "  \u200b "}, "Write the name."),
        ({"name": "Reefs of Lagos", "role": "lead"}, "Open Seas is the lead already."),
        ({"name": "OPEN  seas"}, "Open Seas is in the list already."),
        ({"name": "x" * 201}, "At most 200 characters, please."),
        ({"name": "A", "web_url": "javascript:alert(1)"}, "Only addresses that begin with https://"),
        ({"name": "A", "web_url": "http://127.0.0.1/"}, "leads into a private network"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_stays_typed(organiser, event, facts, message):
    add(event, "Open Seas", role=OrganiserRole.LEAD)
    answer = organiser.submit(PAGE, {"short_name": "typed before", **facts})
    assert answer.status_code == 422
    assert message in answer.text
    assert 'value="typed before"' in answer.text
    assert listed(event) == [("Open Seas", "lead")]


def test_a_web_address_without_https_is_completed(organiser, event):
    typed = {"name": "Semences", "web_url": "semences.example.org"}
    assert organiser.submit(PAGE, typed).status_code == 303
    assert db.session.query(Organisation).filter_by(name="Semences").one().web_url == (
        "https://semences.example.org"
    )


def test_an_unknown_role_is_refused(organiser, event):
    assert organiser.submit(PAGE, {"name": "A", "role": "emperor"}).status_code == 422
    assert listed(event) == []


@pytest.mark.parametrize("name", ["شبكة الإنذار", "🌊 Wave", "島の会", "A\u0301lvaro", "Reef & <Sons>"])
def test_names_of_any_script_are_shown_as_written(organiser, event, name):
    organiser.submit(PAGE, {"name": name})
    assert [found for found, _role in listed(event)] == [name.replace("A\u0301", "Á")]
    page = organiser.get(PAGE).text
    assert (
        name.replace("A\u0301", "Á").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in page
    )


def test_control_characters_and_lines_are_taken_out_of_names(organiser, event):
    organiser.submit(PAGE, {"name": "Open\r\nSeas\x00\x1b[31m\u202e" + "\nline" * 30})
    assert listed(event) == [("Open Seas[31m" + " line" * 30, "co_organiser")]


def test_the_order_is_changed_by_buttons_and_the_focus_stays_on_them(organiser, event):
    add(event, "A", "B", "C")
    answer = organiser.post(f"{PAGE}/order", data={"do": "up:c"})
    assert (answer.status_code, answer.location) == (303, f"{PAGE}?did=up:c")
    assert [name for name, _role in listed(event)] == ["A", "C", "B"]
    page = organiser.get(answer.location).text
    assert 'value="up:c" title="Move C up" autofocus' in page
    organiser.post(f"{PAGE}/order", data={"do": "up:c"})
    page = organiser.get(f"{PAGE}?did=up:c").text
    assert [name for name, _role in listed(event)] == ["C", "A", "B"]
    assert 'value="down:c" title="Move C down" autofocus' in page


@pytest.mark.parametrize("do", ["up:a", "down:c", "sideways:b", "up:b:b", "up"])
def test_a_button_that_does_nothing_changes_nothing(organiser, event, do):
    add(event, "A", "B", "C")
    assert organiser.post(f"{PAGE}/order", data={"do": do}).status_code in {303, 404}
    assert [name for name, _role in listed(event)] == ["A", "B", "C"]


def test_a_role_is_changed_on_its_page(organiser, event):
    add(event, "A", "B")
    answer = organiser.submit(
        f"{PAGE}/b/edit", {"role": "lead", "place": "1", "aliases": "Bee\n\n beta \nbee"}
    )
    assert (answer.status_code, answer.location) == (303, f"{PAGE}#organisation-b")
    assert listed(event) == [("B", "lead"), ("A", "co_organiser")]
    assert [alias.name for alias in organisers_of(event.id)[0].organisation.aliases] == ["Bee", "beta"]


def test_a_second_lead_is_refused_on_the_page_and_nothing_is_half_written(organiser, event):
    add(event, "A", role=OrganiserRole.LEAD)
    add(event, "B")
    answer = organiser.submit(f"{PAGE}/b/edit", {"role": "lead", "name": "Bee"})
    assert answer.status_code == 422
    assert "A is the lead already." in answer.text
    assert listed(event) == [("A", "lead"), ("B", "co_organiser")]


@pytest.mark.parametrize("place", ["", "0", "-1", "first", "1e9", "9" * 40])
def test_places_that_are_none_are_refused(organiser, event, place):
    add(event, "A", "B")
    assert organiser.submit(f"{PAGE}/b/edit", {"place": place}).status_code == 422
    assert [name for name, _role in listed(event)] == ["A", "B"]


def test_removing_asks_first(organiser, event):
    add(event, "A", "B")
    assert "Remove A from this event?" in organiser.get(f"{PAGE}/a/remove").text
    assert listed(event) == [("A", "co_organiser"), ("B", "co_organiser")]
    assert organiser.submit(f"{PAGE}/a/remove", button="Remove").location == PAGE
    assert listed(event) == [("B", "co_organiser")]
    assert organiser.post(f"{PAGE}/a/remove").status_code == 404


def test_it_can_be_said_that_the_lead_is_not_recorded(organiser, event):
    add(event, "A")
    organiser.submit(PAGE, button="not recorded")
    assert "The page says that it is not recorded who led." in organiser.get(PAGE).text
    organiser.submit(PAGE, button="Ask for a lead")
    assert "No lead is named yet." in organiser.get(PAGE).text
    add(event, "B", role=OrganiserRole.LEAD)
    organiser.post(f"{PAGE}/lead-not-recorded", data={"not_recorded": "y"})
    page = organiser.get(PAGE).text
    assert "B is named as the lead. Give it another role first." in page


def test_an_organisation_of_another_event_is_not_found(organiser, event):
    add(desk.event("other"), "Elsewhere")
    for answer in (
        organiser.get(f"{PAGE}/elsewhere/edit"),
        organiser.post(f"{PAGE}/elsewhere/edit", data={"name": "X", "role": "lead", "place": "1"}),
        organiser.post(f"{PAGE}/elsewhere/remove"),
        organiser.post(f"{PAGE}/order", data={"do": "up:elsewhere"}),
    ):
        assert answer.status_code == 404


WRITES = [
    (PAGE, {"name": "A", "role": "lead"}),
    (f"{PAGE}/order", {"do": "up:b"}),
    (f"{PAGE}/lead-not-recorded", {"not_recorded": "y"}),
    (f"{PAGE}/b/edit", {"name": "A", "role": "lead", "place": "1"}),
    (f"{PAGE}/b/remove", {}),
]


@pytest.mark.parametrize(("address", "data"), WRITES)
def test_strangers_find_nothing_and_members_without_the_right_are_refused(
    new_client, sign_in, bo, chie, event, address, data
):
    add(event, "B")
    assert sign_in(new_client(), chie).post(address, data=data).status_code == 404
    assert sign_in(new_client(), bo).post(address, data=data).status_code == 403
    assert new_client().post(address, data=data).status_code == 303
    assert (listed(event), event.lead_not_recorded) == ([("B", "co_organiser")], False)


def test_a_member_without_the_right_reads_and_is_offered_nothing_to_press(client, sign_in, bo, event):
    add(event, "B", "C")
    page = sign_in(client, bo).get(PAGE).text
    assert "Organisations, in the printed order" in page
    assert [form.action for form in forms_of(page) if form.method == "post"] == [f"{PAGE}/order"]
    assert "Move B down" not in page


def test_a_stranger_does_not_see_the_page_of_a_published_event(client, sign_in, chie, event):
    event.state, event.published_at = EventState.PUBLISHED, START
    assert sign_in(client, chie).get(PAGE).status_code == 404


def test_the_page_costs_the_same_at_1_and_3_organisations(organiser, event, count_queries):
    add(event, "A")
    db.session.commit()
    with count_queries() as one:
        organiser.get(PAGE)
    add(event, "B", "C")
    db.session.commit()
    with count_queries() as three:
        assert "Move C up" in organiser.get(PAGE).text
    assert (len(one), len(three)) == (6, 6), three
