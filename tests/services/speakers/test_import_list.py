"""The good lines of a list come in, nobody twice; a line with a problem stays to be mended."""

import pytest

from app.domain.people.affiliation import AffiliationGiven
from app.domain.people.people_csv import ListedPerson
from app.queries.participants import participations_of
from app.services.partners.affiliations import given_of
from app.services.speakers import import_list
from tests.support import desk, participants
from tests.support.desk import AMARA
from tests.support.world import START


@pytest.fixture
def event(app):
    return desk.event()


def line(name, email="", organisation="", problems=(), number=2):
    return ListedPerson(
        number=number,
        name=name,
        email=email,
        roles=["speaker"],
        organisation=organisation,
        position="director",
        country="PE",
        problems=list(problems),
    )


def add(event, *lines):
    return import_list.add_good(event, lines, actor=AMARA, now=START)


def test_everybody_of_the_list_comes_in_with_role_and_affiliation(event):
    assert add(event, line("Zoë Núñez", "zoe@example.org", "Reef Lab"), line("Bo")) == (2, 0)
    zoe, bo = participations_of(event.id)
    assert (zoe.name_printed, zoe.roles, zoe.person.email) == ("Zoë Núñez", ["speaker"], "zoe@example.org")
    assert given_of(zoe) == [AffiliationGiven("Reef Lab", "director", "PE")]
    assert (given_of(bo), bo.person.email) == ([], None)


def test_who_is_there_is_known_by_address_or_else_by_name(event):
    participants.takes_part(event)
    participants.takes_part(event, "Bo Lindqvist", email="bo@example.org")
    lines = [line("Evelyn", participants.EVE), line("Bo Lindqvist"), line("Bo Lindqvist", "bo2@example.org")]
    assert add(event, *lines) == (1, 2)
    assert [one.person.email for one in participations_of(event.id)] == [
        "eve@example.org",
        "bo@example.org",
        "bo2@example.org",
    ]


def test_a_line_with_a_problem_stays_out_and_the_others_come_in(event):
    assert add(event, line("Zoë"), line("", problems=[("There is no name.", {})])) == (1, 0)
    assert [one.name_printed for one in participations_of(event.id)] == ["Zoë"]
