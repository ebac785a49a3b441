import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState, ParticipationState
from app.domain.people.affiliation import AffiliationGiven
from app.extensions import db
from app.queries.participants import participations_of
from app.services.agenda import agenda
from app.services.agenda.agenda import ItemFacts, ItemKind
from app.services.partners.affiliations import given_of
from app.services.speakers import people
from app.services.speakers.people import PrintedPart
from tests.support import desk
from tests.support.desk import AMARA
from tests.support.world import START

PAGE = "/desk/events/twelve-reefs/people"
State = ParticipationState
A_SPEAKER = {"roles": ["speaker"], "state": "proposed"}


@pytest.fixture
def event(app, amara, bo):
    return desk.event(team={Role.LEAD: amara, Role.CO_ORGANISER: bo})


@pytest.fixture
def organiser(client, sign_in, amara, event):
    return sign_in(client, amara)


def add(event, *names, **more):
    return [
        people.add_participation(event, part=PrintedPart(name=name, **more), actor=AMARA, now=START)
        for name in names
    ]


def listed(event):
    return [row.name_printed for row in participations_of(event.id)]


def only(event):
    [participation] = participations_of(event.id)
    return participation


def test_nobody_is_a_speaker_by_default(organiser, event):
    page = organiser.get(f"{PAGE}/add").text
    assert (
        "checked" not in page[page.index('id="roles"') : page.index("</fieldset>", page.index('id="roles"'))]
    )
    assert organiser.submit(f"{PAGE}/add", {"name": "Bo", "roles": ["moderator"]}).status_code == 303
    assert only(event).roles == ["moderator"]


def test_a_person_is_added_with_roles_and_affiliations_in_order(organiser, event):
    facts = {
        "name": "Amara Okafor",
        "email": "Amara@Example.org",
        "roles": ["speaker", "opener"],
        "state": "accepted",
        "affiliations-0-organisation": "Reef Observatory",
        "affiliations-0-title": "director",
        "affiliations-0-country": "nigeria",
        "affiliations-1-organisation": "Open Seas",
        "affiliations-1-country": "ke",
    }
    answer = organiser.submit(f"{PAGE}/add", facts)
    assert (answer.status_code, answer.location) == (303, PAGE)
    person = only(event)
    assert (person.name_printed, person.roles, person.state) == (
        "Amara Okafor",
        ["opener", "speaker"],
        State.ACCEPTED,
    )
    assert person.person.email == "amara@example.org"
    assert given_of(person) == [
        AffiliationGiven("Reef Observatory", "director", "NG"),
        AffiliationGiven("Open Seas", "", "KE"),
    ]
    page = organiser.get(PAGE).text
    assert "Reef Observatory, director, Nigeria" in page
    assert "Opening, Speaker" in page
    assert "amara@example.org" not in page


def test_one_may_go_on_adding(organiser, event):
    answer = organiser.post(f"{PAGE}/add", data=A_SPEAKER | {"name": "Amara", "do": "another"})
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/add")
    assert listed(event) == ["Amara"]


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"name": ""}, "Write the person"),
        ({"name": "\u200b"}, "Write the name."),
        ({"name": "x" * 201}, "At most 200 characters, please."),
        ({"name": "A", "email": "amara@"}, "This is not an e-mail address."),
        ({"name": "A", "roles": []}, "Choose at least one role."),
        ({"name": "A", "state": "spoke"}, "Choose from what is offered here."),
        ({"name": "A", "roles": ["speaker", "emperor"]}, "Choose from what is offered here."),
        ({"name": "A", "affiliations-0-country": "Atlantis"}, "No country goes by this name."),
        ({"name": "A", "affiliations-0-title": "director"}, "Name the organisation"),
        ({"name": "Bo Lindqvist", "email": "bo@example.org"}, "Bo Lindqvist is in the list already."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_stays_typed(organiser, event, facts, message):
    add(event, "Bo Lindqvist", email="bo@example.org")
    typed = A_SPEAKER | {"name": "A", "affiliations-1-organisation": "typed before", **facts}
    answer = organiser.post(f"{PAGE}/add", data=typed)
    assert answer.status_code == 422
    assert message in answer.text
    assert 'value="typed before"' in answer.text
    assert listed(event) == ["Bo Lindqvist"]


def test_thirty_affiliations_are_refused_and_all_still_there(organiser, event):
    rows = {f"affiliations-{number}-organisation": f"Body {number}" for number in range(30)}
    answer = organiser.post(f"{PAGE}/add", data={**A_SPEAKER, "name": "A", **rows})
    assert answer.status_code == 422
    assert "At most 12 affiliations fit beside a name." in answer.text
    assert 'value="Body 29"' in answer.text
    assert listed(event) == []


@pytest.mark.parametrize("name", ["نور الحداد", "千恵 森", "🎤 Bo 🎤", "O’Neil <b>", "Plato"])
def test_names_of_any_script_are_shown_as_written(organiser, event, name):
    organiser.submit(f"{PAGE}/add", A_SPEAKER | {"name": name})
    assert listed(event) == [name]
    assert f"<bdi>{name.replace('<', '&lt;').replace('>', '&gt;')}</bdi>" in organiser.get(PAGE).text


def test_forty_lines_and_control_characters_become_one_line(organiser, event):
    organiser.submit(f"{PAGE}/add", A_SPEAKER | {"name": "A\r\nBcc: x\x00\u202e" + "\ny" * 40})
    assert listed(event) == ["A Bcc: x" + " y" * 40]


def test_a_known_name_is_asked_about_once(organiser, event, amara):
    past = desk.event("past", state=EventState.PUBLISHED, title="Past reefs")
    affiliations = [AffiliationGiven("Open Seas")]
    [known] = add(past, "Maria Silva", state=State.ACCEPTED, affiliations=affiliations)
    answer = organiser.submit(f"{PAGE}/add", A_SPEAKER | {"name": "María silva"})
    assert answer.status_code == 422
    assert "Maria Silva, Open Seas; took part in “Past reefs”" in answer.text
    assert listed(event) == []
    typed = A_SPEAKER | {"name": "María silva"}
    assert organiser.post(f"{PAGE}/add", data={**typed, "known": "somebody-not-offered"}).status_code == 422
    assert organiser.post(f"{PAGE}/add", data={**typed, "known": "maria-silva"}).status_code == 303
    assert (only(event).person_id, only(event).name_printed) == (known.person_id, "María silva")


def test_somebody_else_of_the_same_name_gets_a_record_of_their_own(organiser, event):
    [known] = add(desk.event("past", state=EventState.PUBLISHED), "Maria Silva", state=State.ACCEPTED)
    typed = A_SPEAKER | {"name": "Maria Silva", "known": "new"}
    assert organiser.post(f"{PAGE}/add", data=typed).status_code == 303
    assert only(event).person_id != known.person_id


def test_the_address_of_a_person_of_other_organisers_is_not_shown(organiser, event, chie):
    theirs = desk.event("theirs", state=EventState.PUBLISHED, team={Role.LEAD: chie})
    add(theirs, "Maria Silva", state=State.ACCEPTED, email="maria@example.org")
    add(event, "Maria Silva", email="maria@example.org")
    page = organiser.get(f"{PAGE}/maria-silva/edit").text
    assert "maria@example.org" not in page
    assert "came to Sidestage through other organisers" in page
    assert organiser.submit(f"{PAGE}/maria-silva/edit", {"email": ""}).status_code == 303
    assert only(event).person.email == "maria@example.org"
    assert organiser.submit(f"{PAGE}/maria-silva/edit", {"email": "m@example.org"}).status_code == 422


def test_an_entry_is_edited_and_moved(organiser, event):
    add(event, "A", "B", "C")
    facts = {
        "name": "Prof. C",
        "place": "1",
        "roles": ["chair"],
        "state": "tentative",
        "in_published_list": [],
    }
    answer = organiser.submit(f"{PAGE}/c/edit", facts)
    assert (answer.status_code, answer.location) == (303, f"{PAGE}#person-c")
    assert listed(event) == ["Prof. C", "A", "B"]
    first = participations_of(event.id)[0]
    assert (first.roles, first.state, first.in_published_list) == (["chair"], State.TENTATIVE, False)


def test_an_answer_that_cannot_follow_is_not_offered_and_refused(organiser, event):
    add(event, "A", state=State.ACCEPTED)
    page = organiser.get(f"{PAGE}/a/edit").text
    assert [word for word in State if f'value="{word.value}"' in page] == [
        State.ACCEPTED,
        State.TENTATIVE,
        State.DECLINED,
        State.REPLACED,
    ]
    assert organiser.post(f"{PAGE}/a/edit", data={"name": "A", "state": "proposed"}).status_code == 422
    assert only(event).state is State.ACCEPTED


def test_buttons_inside_the_form_add_and_move_lines_and_save_nothing(organiser, event):
    typed = {
        "name": "A",
        "state": "proposed",
        "affiliations-0-organisation": "First",
        "affiliations-1-organisation": "Second",
        "affiliations-1-country": "NG",
    }
    more = organiser.post(f"{PAGE}/add", data={**typed, "do": "more"})
    assert (more.status_code, 'name="affiliations-2-organisation"' in more.text) == (200, True)
    moved = organiser.post(f"{PAGE}/add", data={**typed, "do": "up:1"})
    assert (
        moved.text.index('value="Second"')
        < moved.text.index('value="Nigeria"')
        < moved.text.index('value="First"')
    )
    for strange in ("up:0", "up:99", "up:x", "up:" + "9" * 400):
        assert organiser.post(f"{PAGE}/add", data={**typed, "do": strange}).status_code == 200
    assert listed(event) == []


def test_people_move_by_buttons_and_are_marked_as_having_accepted(organiser, event):
    add(event, "A", "B", "C")
    answer = organiser.post(f"{PAGE}/arrange", data={"do": "down:a"})
    assert answer.location == f"{PAGE}?did=down:a"
    assert listed(event) == ["B", "A", "C"]
    assert 'value="down:a" title="Move A down" autofocus' in organiser.get(answer.location).text
    organiser.post(f"{PAGE}/arrange", data={"do": "accept:a"})
    assert [row.state.value for row in participations_of(event.id)] == ["proposed", "accepted", "proposed"]


def test_a_step_that_is_not_allowed_is_said_on_the_list(organiser, event):
    add(event, "A", state=State.REPLACED)
    organiser.post(f"{PAGE}/arrange", data={"do": "accept:a"})
    assert "This cannot go from" in organiser.get(PAGE).text
    assert only(event).state is State.REPLACED


def test_removing_names_the_agenda_items_and_takes_them_along(organiser, event):
    [person] = add(event, "A")
    facts = ItemFacts(kind=ItemKind.TALK, title="Reefs", minutes=10, people=[person])
    agenda.add_item(event, facts=facts, actor=AMARA, now=START)
    assert organiser.post(f"{PAGE}/a/remove").status_code == 409
    assert listed(event) == ["A"]
    page = organiser.get(f"{PAGE}/a/remove").text
    assert ("Also from one agenda item" in page, "Reefs" in page) == (True, True)
    assert organiser.submit(f"{PAGE}/a/remove", button="Remove from event and agenda").status_code == 303
    assert listed(event) == []


def test_the_list_is_filtered_by_answer_and_by_words(organiser, event):
    add(event, "Amara", state=State.ACCEPTED, affiliations=[AffiliationGiven("Réseau Diesis")])
    add(event, "Bo", "Chie")
    page = organiser.get(f"{PAGE}?state=proposed").text
    assert [name in page for name in ("<bdi>Amara", "<bdi>Bo", "<bdi>Chie")] == [False, True, True]
    page = organiser.get(f"{PAGE}?q=reseau").text
    assert [name in page for name in ("<bdi>Amara", "<bdi>Bo", "<bdi>Chie")] == [True, False, False]
    assert "Nobody fits" in organiser.get(f"{PAGE}?q={'x' * 500}&state=nonsense").text


def test_a_clash_is_told_without_naming_what_is_not_public(organiser, event):
    add(event, "Chie Tanabe", email="chie@example.org")
    secret = desk.event("secret", title="Secret plans", wall=desk.WALL.replace(hour=11))
    add(secret, "Chie Tanabe", email="chie@example.org")
    page = organiser.get(PAGE).text
    told = "Chie Tanabe is also in another event at this time."
    assert (told in page, "Secret plans" in page) == (True, False)


def test_a_person_of_another_event_is_not_found(organiser, event):
    add(desk.event("other"), "Elsewhere")
    for answer in (
        organiser.get(f"{PAGE}/elsewhere/edit"),
        organiser.post(f"{PAGE}/elsewhere/edit", data={"name": "X", "state": "proposed"}),
        organiser.post(f"{PAGE}/elsewhere/remove"),
        organiser.post(f"{PAGE}/arrange", data={"do": "up:elsewhere"}),
    ):
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("address", "data"),
    [
        (f"{PAGE}/add", {"name": "X", "state": "proposed"}),
        (f"{PAGE}/arrange", {"do": "accept:a"}),
        (f"{PAGE}/a/edit", {"name": "X", "state": "accepted"}),
        (f"{PAGE}/a/remove", {"confirmed": "y"}),
    ],
)
def test_strangers_find_nothing_and_members_without_the_right_are_refused(
    new_client, sign_in, bo, chie, event, address, data
):
    add(event, "A")
    assert sign_in(new_client(), chie).post(address, data=data).status_code == 404
    assert sign_in(new_client(), bo).post(address, data=data).status_code == 403
    assert (listed(event), only(event).state) == (["A"], State.PROPOSED)


def test_a_member_without_the_right_reads_the_list(client, sign_in, bo, event):
    add(event, "Amara")
    page = sign_in(client, bo).get(PAGE).text
    assert ("<bdi>Amara</bdi>" in page, "Move Amara" in page, "Add a person" in page) == (True, False, False)
    assert client.get(f"{PAGE}/amara/edit").status_code == 403


def test_the_list_costs_the_same_at_1_3_and_200_people(organiser, event, count_queries):
    counts = []
    for names in (["A"], ["B", "C"], [f"Person {number}" for number in range(197)]):
        add(event, *names, affiliations=[AffiliationGiven("Open Seas"), AffiliationGiven("Reef Observatory")])
        db.session.commit()
        with count_queries() as asked:
            assert f"Edit {names[-1]}" in organiser.get(PAGE).text
        counts.append(len(asked))
    assert counts == [8, 8, 8], asked
