"""The same thing asked twice at the same moment: one is made, and the second finds it."""

from sqlalchemy import func, select

from app.domain.access import Role
from app.extensions import db
from app.models import Account, Edition, Event, EventChange, TeamMember
from app.services import accounts
from app.services.scheduling import editions, team
from app.services.scheduling.editions import EditionExists
from tests.support import desk
from tests.support.at_once import at_once
from tests.support.desk import AMARA
from tests.support.world import START


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_one_address_at_once_is_one_account(app):
    found = []

    def job():
        found.append(accounts.account_for(email="Chie@example.org", now=START).id)

    at_once(app, [job] * 12, workers=12)
    assert (len(found), len(set(found)), count(Account)) == (12, 1, 1)


def test_a_member_added_twice_at_once_is_one_and_told_once(app):
    event_id = desk.event().id

    def job():
        event = db.session.get_one(Event, event_id)
        team.add_member(event, email="chie@example.org", role=Role.PRODUCER, actor=AMARA, now=START)

    at_once(app, [job] * 8, workers=8)
    told = select(func.count()).where(EventChange.field == "team")
    assert (count(TeamMember), db.session.scalar(told)) == (1, 1)


def test_a_forum_added_twice_at_once_is_one(app):
    refused = []

    def adding(name):
        def job():
            try:
                editions.create(name=name, short_name="", zone="Asia/Tokyo", actor=AMARA)
            except EditionExists:
                refused.append(name)

        return job

    at_once(app, [adding(name) for name in ("Rain Forum", "雨の会") for _ in range(6)], workers=12)
    assert sorted(db.session.scalars(select(Edition.name))) == ["Rain Forum", "雨の会"]
    assert len(refused) == 10


def test_two_forums_with_one_short_name_have_an_address_each(app):
    made = [
        editions.create(name=name, short_name="Rain", zone="Asia/Tokyo", actor=AMARA)
        for name in ("Rain Forum", "Rain Week")
    ]
    assert (made[0].slug, made[1].slug.startswith("rain-")) == ("rain", True)
