"""How much each publishing rule weighs: for a forum, else for the installation, else by the product."""

import pytest

from app.domain.publishing_rules import DEFAULTS, FIXED, HOLDS_BACK, Level, PublishingRule
from app.extensions import db
from app.models import Edition, OrganiserRole
from app.services.actor import Actor
from app.services.partners import organisations
from app.services.scheduling import check_levels, editions
from tests.support import desk
from tests.support.at_once import at_once
from tests.support.events import actor_of
from tests.support.personas import AMARA
from tests.support.world import START

OPERATOR = Actor("Bo Lindqvist")


@pytest.fixture
def forum(app):
    return editions.create(name="Rain Forum 2027", short_name="", zone="Africa/Lagos", actor=OPERATOR)


@pytest.fixture
def event(forum):
    """An event that lacks nothing: 10:00 to 11:30 in Lagos."""
    made = desk.event("reefs", aim="See reefs.", languages=["en"], edition_id=forum.id)
    organisations.add_organiser(
        made, name="Dry Field Institute", role=OrganiserRole.LEAD, actor=actor_of(AMARA), now=START
    )
    db.session.commit()
    return made


@pytest.mark.parametrize("rule", sorted(FIXED))
def test_what_a_public_event_cannot_be_without_stays(event, rule):
    with pytest.raises(check_levels.FixedRule):
        check_levels.set_level(None, rule=rule, level=Level.IGNORE)


def test_a_forum_s_level_goes_before_the_installation_s(event):
    forum = db.session.get(Edition, event.edition_id)
    event.aim = ""
    check_levels.set_level(None, rule=PublishingRule.AIM, level=Level.WARN)
    other = desk.event("seeds", languages=["en"])
    assert [check_levels.levels_of(one)[PublishingRule.AIM] for one in (event, other)] == [
        Level.WARN,
        Level.WARN,
    ]
    check_levels.set_level(forum, rule=PublishingRule.AIM, level=Level.IGNORE)
    assert [check_levels.levels_of(one)[PublishingRule.AIM] for one in (event, other)] == [
        Level.IGNORE,
        Level.WARN,
    ]
    check_levels.set_level(forum, rule=PublishingRule.AIM, level=None)
    assert check_levels.levels_of(event)[PublishingRule.AIM] is Level.WARN


def test_the_same_level_set_at_once_is_set_once(app):
    def job():
        check_levels.set_level(None, rule=PublishingRule.AIM, level=Level.WARN)

    at_once(app, [job] * 6, workers=6)
    assert check_levels.set_in(None) == {"aim": Level.WARN}


def test_where_nothing_is_set_the_product_s_levels_hold(event):
    assert check_levels.levels_of(event) == check_levels.levels_in(None) == DEFAULTS
    assert (check_levels.set_in(None), check_levels.set_in(db.session.get(Edition, event.edition_id))) == (
        {},
        {},
    )


def test_what_is_set_in_one_place_is_told_for_that_place_alone(event):
    forum = db.session.get(Edition, event.edition_id)
    check_levels.set_level(None, rule=PublishingRule.AIM, level=Level.WARN)
    check_levels.set_level(forum, rule=PublishingRule.LEAD, level=Level.IGNORE)
    check_levels.set_level(forum, rule=PublishingRule.CLASH, level=None)  # nothing to take back
    assert (check_levels.set_in(None), check_levels.set_in(forum)) == (
        {"aim": Level.WARN},
        {"lead": Level.IGNORE},
    )


@pytest.mark.parametrize(("level", "holds"), [(level, level in HOLDS_BACK) for level in Level])
def test_a_level_holds_an_event_back_or_does_not(event, level, holds):
    check_levels.set_level(None, rule=PublishingRule.AIM, level=level)
    assert check_levels.holds_back(event, PublishingRule.AIM) is holds
