"""A change of what was signed lets the sign-off lapse; its people are told once, half an hour later."""

from datetime import timedelta

import pytest

from app.domain.access import Role
from app.domain.lifecycle import SignOffState
from app.extensions import db
from app.models import PartnerLink
from app.queries.sign_offs import shown_of, standing_of
from app.services import sign_off_lapse
from app.services.partners import sign_offs
from tests.support import desk, partners
from tests.support.attendees import queued
from tests.support.desk import AMARA, history
from tests.support.partners import state_of
from tests.support.world import START

ASKED, GIVEN = SignOffState.ASKED, SignOffState.GIVEN


@pytest.fixture
def link(app, amara):
    """The link of Ines, who has signed everything for the Open Seas."""
    link = partners.asked(partners.draft_to_sign({Role.LEAD: amara}))
    event, organiser = partners.of(link)
    sign_everything(event, organiser)
    return link


def sign_everything(event, organiser):
    seen = {one.part: one.version for one in standing_of(event, organiser).parts}
    sign_offs.sign(event, organiser, seen=seen, actor=AMARA, now=START)
    db.session.commit()


def told():
    return [(row.to_email, row.due_at) for row in queued(kind=sign_off_lapse.LAPSED)]


def test_a_commit_that_changes_a_signed_part_asks_anew_and_tells_later(link):
    event, _ = partners.of(link)
    assert (state_of(link), told()) == (GIVEN, [])
    partners.retitle(event)
    assert state_of(link) is ASKED
    assert told() == [("ines@example.org", START + sign_off_lapse.QUIET)]
    assert history(event)[-1] == ("sign_off", "Open Seas: given", "Open Seas: asked")


def test_a_change_that_nobody_signs_changes_nothing(link):
    event, _ = partners.of(link)
    sign_off_lapse.after_change(event, field="meeting_url", by="Amara", now=START)
    event.meeting_url = "https://meet.example.org/other"
    db.session.commit()
    assert (state_of(link), told()) == (GIVEN, [])


def test_several_changes_tell_once_and_a_change_back_stands_signed_again(link):
    event, _ = partners.of(link)
    before = event.title
    partners.retitle(event)
    partners.retitle(event, "Thirteen seas")
    assert len(told()) == 1
    partners.retitle(event, before)
    assert (state_of(link), len(told())) == (GIVEN, 1)


def test_what_is_taken_back_before_the_commit_was_no_change(link):
    event, _ = partners.of(link)
    sign_off_lapse.after_change(event, field="title", by="Amara", now=START)
    event.title = "Twelve seas"
    db.session.rollback()
    db.session.commit()
    assert (state_of(link), told()) == (GIVEN, [])


@pytest.mark.parametrize("change", [{"revoked_at": START}, {"expires_at": START}])
def test_who_has_no_link_any_more_is_not_told(link, change):
    event, _ = partners.of(link)
    db.session.query(PartnerLink).update(change)
    db.session.commit()
    partners.retitle(event)
    assert (state_of(link), told()) == (ASKED, [])


def test_settling_by_hand_says_what_a_commit_would(link):
    event, organiser = partners.of(link)
    event.title = "Twelve seas"
    db.session.flush()
    sign_off_lapse.settle(event, by="Amara Okafor", now=START + timedelta(days=1))
    assert organiser.sign_off is ASKED
    assert [part.value for part in shown_of(event) if part.value in organiser.told] == ["wording"]


def test_an_event_that_asked_nobody_is_not_read(app, count_queries):
    event = desk.event()
    db.session.commit()
    db.session.refresh(event)
    with count_queries() as asked:
        sign_off_lapse.settle(event, by="Amara", now=START)
    assert len(asked) == 1, asked
