"""Other spellings under which a person is found: anybody may add one, few may take one away."""

import pytest

from app.domain.access import Role
from app.queries.duplicates import Viewer
from app.services.people_records import aliases
from app.services.speakers import people
from app.services.speakers.people import PrintedPart
from tests.support import desk, speaking
from tests.support.desk import AMARA, history
from tests.support.events import actor_of
from tests.support.personas import BO
from tests.support.world import START


@pytest.fixture
def event(app, amara):
    return desk.event(team={Role.LEAD: amara})


@pytest.fixture
def ana(event):
    return speaking.somebody(event, "Ana Li", "ana@example.org").person


def set_to(person, who, *names):
    viewer = Viewer(who.account.id)
    aliases.set_aliases(person, names=names, viewer=viewer, actor=actor_of(who), now=START)
    return sorted(one.name for one in person.aliases)


def test_spellings_are_kept_once_and_the_name_itself_is_none(event, ana, amara):
    assert set_to(ana, amara, "Anna Li", "ANNA li", "ana li", "", "安娜") == ["Anna Li", "安娜"]
    assert set_to(ana, amara, "安娜", "Anna Lee") == ["Anna Lee", "安娜"]
    assert [row for row in history(event) if row[0] == "people.aliases"] == [
        ("people.aliases", "", "Anna Li, 安娜"),
        ("people.aliases", "Anna Li, 安娜", "Anna Lee, 安娜"),
    ]


def test_where_others_find_somebody_too_a_spelling_is_only_added(event, ana, amara):
    theirs = desk.event("theirs", team={Role.LEAD: BO})
    people.add_participation(theirs, part=PrintedPart(name="Ana"), known=ana, actor=AMARA, now=START)
    assert set_to(ana, amara, "Anna Li") == ["Anna Li"]
    with pytest.raises(aliases.SharedAliases) as refusal:
        set_to(ana, amara)
    assert (refusal.value.field, [one.name for one in ana.aliases]) == ("aliases", ["Anna Li"])
    assert [row[0] for row in history(theirs)].count("people.aliases") == 0


def test_a_name_has_not_that_many_spellings(ana, amara):
    with pytest.raises(aliases.TooManyAliases, match="At most 30"):
        set_to(ana, amara, *(f"Ana {number}" for number in range(aliases.MOST + 1)))
    assert ana.aliases == []
