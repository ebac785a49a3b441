"""Every address of the desk and behind personal links, as every role, against the one table (row O5).

A route that is not written down here fails the test: whoever adds one says which right it takes.
"""

import pytest
from werkzeug.routing import AnyConverter

from app.domain.access import ALLOWED, Action, Role, may
from app.extensions import db
from app.models import OrganiserRole
from app.services import tokens
from app.services.partners import links as partner_links
from app.services.speakers import links as speaker_links
from tests.support import attendees, desk, partners, speaking

A = Action
GET, POST, BOTH = ("GET",), ("POST",), ("GET", "POST")
SLUG = "twelve-reefs"

# right -> methods -> endpoints
TABLE = {
    A.SEE_DRAFT: {
        GET: "scheduling.kit"
        " scheduling.overview agenda.builder library.materials library.version library.preview"
        " partners.organisations speakers.people library.summary",
    },
    A.SEE_HISTORY: {GET: "scheduling.history"},
    A.SEE_REGISTRATIONS: {
        GET: "registrations.registrations registrations.export registrations.registration messages.messages"
        " registrations.all_questions messages.programme_calendar messages.letters messages.letter",
        POST: "messages.want_entry",
    },
    A.EDIT: {
        BOTH: "scheduling.copy scheduling.details registrations.question registrations.remove_question"
        " messages.write registrations.meeting_list",
        POST: "registrations.all_questions registrations.arrange_questions registrations.approve"
        " registrations.registrations registrations.remove registrations.replace_link"
        " registrations.proposal_seen"
        " messages.send_again messages.send_now"
        " messages.programme_calendar messages.part_proposal_seen"
        " messages.letters messages.letter messages.settle_letter",
    },
    A.SCHEDULE: {
        BOTH: "scheduling.date_and_hour scheduling.clock_rules_of finder.fair_hours finder.ask finder.line"
        " finder.propose",
        GET: "scheduling.live_line scheduling.read_time finder.poll",
        POST: "finder.add_group finder.read_calendar finder.forget_calendar finder.remove_line"
        " finder.close_poll finder.remind",
    },
    A.PUBLISH: {BOTH: "scheduling.life_step"},
    A.EDIT_ORGANISATIONS: {
        BOTH: "partners.organisation partners.remove partners.sign_off partners.sign_off_rule",
        POST: "partners.organisations partners.arrange partners.lead_not_recorded partners.partner_link"
        " partners.sign_off_not_needed partners.sign_off_waive",
    },
    A.COMMENT: {POST: "partners.desk_comment"},
    A.EDIT_PEOPLE: {
        BOTH: "speakers.add speakers.person speakers.remove speakers.link speakers.invite "
        "speakers.tech_checks_page"
        " speakers.import_people speakers.profile_limits",
        GET: "speakers.export speakers.spoken_name",
        POST: "speakers.arrange speakers.remind speakers.substitute"
        " speakers.tech_check_result speakers.tech_check_take_back speakers.tech_check_remind"
        " partners.answer_proposal",
    },
    A.EDIT_AGENDA: {BOTH: "agenda.item", POST: "agenda.builder agenda.add"},
    A.EDIT_MATERIALS: {
        BOTH: "library.edit_material library.material_content library.delete_material"
        " library.withdraw_material library.add_material",
        POST: "library.move_material library.material_state library.begin_upload",
        ("PATCH", "DELETE"): "library.upload",
    },
    A.EDIT_SUMMARY: {POST: "library.summary"},
    A.EDIT_TEAM: {BOTH: "scheduling.team", POST: "scheduling.remove_member"},
}
BEHIND_A_LINK = {
    ("partners.desk", "GET"): A.SEE_DRAFT,
    ("partners.sign", "POST"): A.SIGN_OFF,
    ("partners.calendar_entry", "POST"): A.SEE_DRAFT,
    ("partners.comment", "POST"): A.COMMENT,
    ("partners.colleague", "POST"): A.EDIT_OWN_PART,
    ("partners.colleague_change", "POST"): A.EDIT_OWN_PART,
    ("partners.propose_speaker", "GET"): A.EDIT_OWN_PART,
    ("partners.propose_speaker", "POST"): A.EDIT_OWN_PART,
    ("partners.take_proposal_back", "POST"): A.EDIT_OWN_PART,
    ("partners.partner_recording", "GET"): A.SEE_DRAFT,
    ("partners.partner_own_data", "GET"): A.EDIT_OWN_PART,
    ("partners.partner_erase", "GET"): A.EDIT_OWN_PART,
    ("partners.partner_erase", "POST"): A.EDIT_OWN_PART,
    ("partners.it_is_me", "POST"): A.SEE_DRAFT,
    ("partners.new_partner_link", "POST"): A.SEE_DRAFT,
    ("partners.own_part", "GET"): A.EDIT_OWN_PART,
    ("partners.own_part", "POST"): A.EDIT_OWN_PART,
}


def rights():
    return {
        (endpoint, method): right
        for right, groups in TABLE.items()
        for methods, endpoints in groups.items()
        for endpoint in endpoints.split()
        for method in methods
    }


def rules_of(app, start):
    return [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(start)]


def routes(app, start):
    return {
        (rule.endpoint, method)
        for rule in rules_of(app, start)
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def address_of(app, rule, **known):
    def some(name, found):
        if isinstance(found, AnyConverter):
            return min(found.items)
        return known.get(name) or (1 if "int" in type(found).__name__.lower() else "x")

    values = {name: some(name, found) for name, found in rule._converters.items()}
    return app.url_map.bind("localhost").build(rule.endpoint, values)


def test_every_route_of_the_desk_has_its_right(app):
    assert set(rights()) == routes(app, "/desk/events/<slug>")


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_do_what_the_table_says(app, client, sign_in, bo, role):
    sign_in(client, bo)
    desk.event(SLUG, team={} if role is Role.STRANGER else {role: bo})
    db.session.commit()
    wrong = []
    for rule in rules_of(app, "/desk/events/<slug>"):
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            status = client.open(address_of(app, rule, slug=SLUG), method=method).status_code
            right = rights()[rule.endpoint, method]
            is_stranger = role is Role.STRANGER
            fine = status == 404 if is_stranger else (status != 403) == may(role, right)
            if not fine:
                wrong.append((rule.endpoint, method, right, status))
    assert wrong == []


def test_every_route_of_a_partner_has_its_right(app):
    assert set(BEHIND_A_LINK) == routes(app, "/partner/")


@pytest.mark.parametrize("kind", list(OrganiserRole))
def test_an_organisations_people_may_do_what_the_table_says(app, client, kind):
    link = partners.asked(desk.event(SLUG), role=kind)
    token = partners.page_of(link).split("/")[-1]
    role = partner_links.ROLES[kind]
    got = {}
    for rule in sorted(
        rules_of(app, "/partner/"), key=lambda rule: rule.endpoint == "partners.partner_erase"
    ):
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            status = client.open(address_of(app, rule, token=token), method=method).status_code
            got[rule.endpoint, method] = status != 403
    assert got == {route: may(role, right) for route, right in BEHIND_A_LINK.items()}


def test_a_personal_link_opens_its_own_door_only(app, client):
    event = desk.event(SLUG)
    link, partner = speaking.invited(event), partners.asked(event)
    keys = [
        tokens.token_for(speaker_links.MAILED, link.token_salt),
        tokens.token_for(speaker_links.BY_HAND, link.token_salt),
        partners.page_of(partner).split("/")[-1],
    ]
    doors = ("/speak/", "/partner/", "/my/", "/join/", "/poll/")
    opened = [[client.get(f"{door}{key}").status_code == 200 for door in doors] for key in keys]
    assert opened == [
        [True, False, False, False, False],
        [True, False, False, False, False],
        [False, True, False, False, False],
    ]
    assert client.get(f"/desk/events/{SLUG}").status_code == 303


DOORS = {"speaker": ("/speak/",), "partner": ("/partner/",), "attendee": ("/my/", "/join/")}
OWN_RIGHT = {"/speak/": A.EDIT_OWN_PART, "/my/": A.EDIT_OWN_PART, "/join/": A.JOIN}


@pytest.mark.parametrize("whose", list(DOORS))
def test_no_route_behind_a_link_opens_for_another_kind_of_link(app, client, whose):
    event = attendees.public_event(SLUG)
    keys = {
        "speaker": tokens.token_for(speaker_links.MAILED, speaking.invited(event).token_salt),
        "partner": partners.page_of(partners.asked(event)).split("/")[-1],
        "attendee": attendees.token(attendees.register(event)),
    }
    db.session.commit()
    others = [door for kind, doors in DOORS.items() if kind != whose for door in doors]
    opened = {
        (rule.endpoint, method)
        for door in others
        for rule in rules_of(app, door)
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if client.open(address_of(app, rule, token=keys[whose]), method=method).status_code != 404
    }
    assert opened == set()


def test_speakers_and_attendees_have_the_rights_that_their_doors_need():
    needs = {Role.SPEAKER: ("/speak/",), Role.ATTENDEE: ("/my/", "/join/")}
    assert {(role, door): may(role, OWN_RIGHT[door]) for role, doors in needs.items() for door in doors} == {
        (Role.SPEAKER, "/speak/"): True,
        (Role.ATTENDEE, "/my/"): True,
        (Role.ATTENDEE, "/join/"): True,
    }


def test_the_table_names_every_role_and_every_action_is_somebody_s():
    assert set(ALLOWED) == set(Role)
    assert set().union(*ALLOWED.values()) == set(Action)


def test_nobody_writes_behind_a_personal_link_without_one(app, client):
    desk.event(SLUG)
    answers = {
        (rule.endpoint, method): client.open(address_of(app, rule, token="A" * 43), method=method).status_code
        for start in ("/partner/", "/speak/")
        for rule in rules_of(app, start)
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert answers == dict.fromkeys(answers, 404)
