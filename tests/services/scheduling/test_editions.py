"""Editions of forums: each known once, under an address of its own."""

import pytest

from app.domain.clocks.zone_names import ZoneRefused
from app.extensions import db
from app.models import Edition
from app.services.scheduling import editions
from tests.support.at_once import at_once
from tests.support.desk import AMARA
from tests.support.events import actor_of
from tests.support.world import START


def create(name="Rain Forum 2027", short_name="", zone="Africa/Lagos", actor=AMARA):
    return editions.create(name=name, short_name=short_name, zone=zone, actor=actor)


def test_a_forum_has_an_address_from_its_short_name_or_its_name(app, amara):
    first = create(short_name="RF 27", actor=actor_of(amara))
    assert (first.slug, first.zone, first.created_by_id) == ("rf-27", "Africa/Lagos", amara.account.id)
    assert create("Sun Forum").slug == "sun-forum"
    assert create("雨のフォーラム").slug
    assert create("🌧").slug.startswith("forum-")


def test_a_forum_that_is_known_is_chosen_not_made_again(app):
    create()
    with pytest.raises(editions.EditionExists) as refusal:
        create("rain  FORUM 2027", short_name="other")
    assert (refusal.value.field, db.session.query(Edition).count()) == ("name", 1)


def test_two_forums_of_one_short_name_have_two_addresses(app):
    slugs = [create(name, "RF").slug for name in ("Rain Forum", "Reef Forum")]
    assert slugs[0] == "rf"
    assert (slugs[1].startswith("rf-"), len(slugs[1])) == (True, 11)


def test_a_place_has_to_be_known(app):
    with pytest.raises(ZoneRefused):
        create(zone="Mars/Olympus")


def test_a_double_click_makes_one_forum(app):
    refused = []

    def job():
        try:
            create()
        except editions.EditionExists:
            refused.append(START)
            db.session.rollback()

    at_once(app, [job] * 4, workers=4)
    assert (db.session.query(Edition).count(), len(refused)) == (1, 3)


def test_who_has_to_sign_is_said_and_taken_back(app):
    forum = create()
    editions.set_sign_off_rule(forum, roles=("lead",), parts=("summary",))
    assert (forum.sign_roles, forum.sign_parts) == (["lead"], ["summary"])
    editions.set_sign_off_rule(forum, roles=None, parts=("summary",))
    assert (forum.sign_roles, forum.sign_parts) == (None, None)
