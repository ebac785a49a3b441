"""Two records become one and two again; who may, and what nobody can see by it (row P8)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.access import Role
from app.domain.lifecycle import EventState, ParticipationState
from app.domain.people.consent import ConsentKind
from app.domain.people.same_person import Resemblance
from app.extensions import db
from app.models import (
    AgendaItem,
    Consent,
    EventChange,
    ParticipantEntry,
    Participation,
    Person,
    PersonMerge,
    SpeakerLink,
)
from app.queries import duplicates
from app.queries.duplicates import Viewer
from app.services.agenda import agenda
from app.services.agenda import undo as agenda_undo
from app.services.calendars import participant_updates
from app.services.people_records import erasure as speaker_erasure
from app.services.people_records import merging
from app.services.people_records.merge_values import MergeChoice
from app.services.speakers import consents, people
from app.services.speakers import links as speaker_links
from app.services.speakers.people import PrintedPart
from tests.support import desk, speaking
from tests.support.at_once import at_once
from tests.support.events import actor_of
from tests.support.personas import AMARA, BO
from tests.support.world import START

LEAD = {Role.LEAD: AMARA}


def viewer(who=AMARA, **more):
    return Viewer(who.account.id, **more)


def somebody(event, name, email=None, **more):
    return speaking.somebody(event, name, email, **more).person


def merge(kept, gone, who=AMARA, *, wish=(), **more):
    done = merging.merge(
        kept,
        gone,
        wish=MergeChoice(frozenset(wish)),
        viewer=viewer(who, **more),
        actor=actor_of(who),
        now=START,
    )
    db.session.commit()
    return done


def undo(done, who=AMARA, now=START):
    lost = merging.undo(done, viewer=viewer(who), actor=actor_of(who), now=now)
    db.session.commit()
    return lost


def everything():
    """Every row of every table but the journal's own and the histories."""
    skipped = {"person_merge", "event_change", "event", "device", "account", "outbox_message"}
    return {
        table.name: sorted(map(repr, db.session.execute(select(table)).mappings()))
        for table in db.metadata.sorted_tables
        if table.name not in skipped
    }


@pytest.fixture
def reefs(app):
    return desk.event("reefs", team=LEAD)


@pytest.fixture
def seeds(app):
    return desk.event("seeds", team=LEAD, title="Seeds")


def test_the_same_name_in_two_events_is_proposed_with_its_reasons(reefs, seeds):
    somebody(reefs, "Juan Martínez-Loubier")
    somebody(seeds, "Martinez Loubier, Juan")
    somebody(seeds, "Ana Silva")
    (found,) = duplicates.proposals(viewer())
    assert (found.first.name, found.second.name) == ("Juan Martínez-Loubier", "Martinez Loubier, Juan")
    assert found.pair.signs == (Resemblance.ORDER,)
    assert found.may_merge
    assert (found.first.events, found.second.events) == (["Twelve reefs"], ["Seeds"])
    assert len(duplicates.proposals(viewer(), of_event=reefs.id)) == 1
    assert duplicates.proposals(viewer(BO)) == []


def test_who_was_told_apart_is_not_proposed_again(reefs, seeds):
    one, other = somebody(reefs, "Ana Silva"), somebody(seeds, "ana silva")
    for _click in range(2):
        merging.tell_apart(one, other, actor=actor_of(AMARA), now=START)
    db.session.commit()
    assert duplicates.proposals(viewer()) == []


def test_an_address_cannot_be_tried_out_on_a_person_of_others(reefs):
    foreign = desk.event("foreign", team={Role.LEAD: BO})
    known = somebody(foreign, "Chie Tanabe", "chie@example.org")
    people.add_participation(
        reefs, part=PrintedPart(name="Chie Tanabe"), known=known, actor=actor_of(AMARA), now=START
    )
    somebody(reefs, "A guess", "chie+x@example.org")
    assert duplicates.proposals(viewer()) == []
    assert [one.pair.signs for one in duplicates.proposals(viewer(is_operator=True))] == [
        (Resemblance.ADDRESS,)
    ]


def test_people_of_others_are_merged_by_the_operator_alone(reefs):
    foreign = desk.event("foreign", team={Role.LEAD: BO})
    one, other = somebody(reefs, "Ana Silva"), somebody(foreign, "Ana Silva")
    with pytest.raises(merging.NotYoursToMerge):
        merge(one, other)
    with pytest.raises(merging.NotYoursToMerge):
        merge(one, other, BO)
    assert merge(one, other, BO, is_operator=True).kept is one


def test_a_producer_does_not_merge(app):
    event = desk.event("reefs", team={Role.LEAD: AMARA, Role.PRODUCER: BO})
    one, other = somebody(event, "Ana Silva"), somebody(event, "ana silva")
    with pytest.raises(merging.NotYoursToMerge):
        merge(one, other, BO)


def test_one_record_holds_what_both_held(reefs, seeds):
    kept = somebody(reefs, "Juan Loubier", "juan@example.org", affiliations=())
    gone = somebody(seeds, "Juan Louvier", "louvier@example.org")
    kept.country, gone.country, gone.zone = "FR", "CA", "America/Toronto"
    old_slug = gone.slug
    done = merge(kept, gone, wish={"email", "country"})
    assert (kept.name, kept.email, kept.country, kept.zone) == (
        "Juan Loubier",
        "louvier@example.org",
        "CA",
        "America/Toronto",
    )
    assert [alias.name for alias in kept.aliases] == ["Juan Louvier"]
    assert {
        part.event_id for part in db.session.scalars(select(Participation).filter_by(person_id=kept.id))
    } == {
        reefs.id,
        seeds.id,
    }
    assert duplicates.current_slug_of(old_slug) == kept.slug
    assert done.gone.email is None
    told = select(EventChange.old, EventChange.new).where(EventChange.field == "people.same_person")
    assert set(db.session.execute(told)) == {("Juan Louvier", "Juan Loubier")}


def test_what_is_printed_stays_printed(reefs, seeds):
    kept, gone = somebody(reefs, "Juan Loubier"), somebody(seeds, "Juan Louvier")
    seeds.state, seeds.published_at = EventState.ARCHIVED, START
    merge(kept, gone)
    part = db.session.scalar(select(Participation).where(Participation.event_id == seeds.id))
    assert (part.person_id, part.name_printed) == (kept.id, "Juan Louvier")


def test_both_printed_in_an_archived_event_stay_printed_both(reefs):
    kept, gone = somebody(reefs, "Juan Loubier"), somebody(reefs, "Juan Louvier")
    reefs.state, reefs.published_at = EventState.HELD, START
    merge(kept, gone)
    names = select(Participation.name_printed).order_by(Participation.id)
    assert list(db.session.scalars(names)) == ["Juan Loubier", "Juan Louvier"]


@pytest.fixture
def double(reefs):
    """One person twice in one event, each with a link, an answer, items and consents."""
    first = speaking.invited(reefs, "Juan Loubier", "juan@example.org")
    second = speaking.invited(reefs, "Juan Louvier", "louvier@example.org", roles=["moderator"])
    speaking.talk(reefs, second)
    second.participation.state = ParticipationState.ACCEPTED
    consents.say(
        reefs, second, answers={ConsentKind.RECORD: "yes"}, by="Juan Louvier", language="en", now=START
    )
    second.needs = "captions"
    db.session.commit()
    return first.participation.person, second.participation.person


def test_two_parts_in_one_event_ahead_become_one(reefs, double):
    kept, gone = double
    merge(kept, gone)
    (part,) = db.session.scalars(select(Participation).where(Participation.event_id == reefs.id))
    assert (part.person_id, part.name_printed) == (kept.id, "Juan Loubier")
    assert part.roles == ["moderator", "speaker"]
    assert part.state is ParticipationState.ACCEPTED
    talk = db.session.scalar(select(AgendaItem).where(AgendaItem.key == "talk"))
    assert [one.participation_id for one in talk.speakers] == [part.id]
    assert list(db.session.scalars(select(Consent.participation_id))) == [part.id]
    assert [link.participation_id for link in db.session.scalars(select(SpeakerLink))] == [part.id]


def test_undo_restores_exactly(reefs, seeds, double):
    kept, gone = double
    people.add_participation(
        seeds, part=PrintedPart(name="Juan Louvier"), known=gone, actor=actor_of(AMARA), now=START
    )
    db.session.commit()
    before = everything()
    done = merge(kept, gone, wish={"name", "email"})
    assert everything() != before
    assert undo(done) == []
    assert everything() == before
    assert duplicates.current_slug_of(gone.slug) is None


def test_undo_keeps_what_was_changed_since_and_says_so(reefs, seeds):
    kept = somebody(reefs, "Juan Loubier", "juan@example.org")
    gone = somebody(seeds, "Juan Louvier", "louvier@example.org")
    done = merge(kept, gone, wish={"email"})
    kept.email = "new@example.org"
    part = db.session.scalar(select(Participation).where(Participation.event_id == seeds.id))
    people.remove(seeds, participation=part, actor=actor_of(AMARA), now=START)
    db.session.commit()
    assert {(one.what, one.name) for one in merging.lost_by_undo(done)} == {
        ("email", "Juan Loubier"),
        ("part", "Seeds"),
    }
    lost = undo(done)
    assert {one.what for one in lost} == {"email", "part"}
    assert (kept.email, gone.email) == ("new@example.org", "louvier@example.org")
    assert kept.aliases == []


def test_the_time_to_undo_ends(reefs, seeds):
    done = merge(somebody(reefs, "Ana Silva"), somebody(seeds, "ana silva"))
    with pytest.raises(merging.CannotUndo):
        undo(done, now=START + timedelta(days=31))
    assert undo(done, now=START + timedelta(days=30)) == []
    with pytest.raises(merging.CannotUndo):
        undo(done)


def test_a_merge_of_a_merged_is_undone_the_last_first(reefs, seeds):
    tides = desk.event("tides", team=LEAD, title="Tides")
    first, second = somebody(reefs, "Ana Silva"), somebody(seeds, "ana silva")
    third = somebody(tides, "Silva, Ana")
    old = first.slug, second.slug, third.slug
    before = everything()
    early, late = merge(second, third), merge(first, second)
    assert duplicates.current_slug_of(old[2]) == old[0]
    with pytest.raises(merging.LaterMergeFirst):
        undo(early)
    db.session.rollback()
    with pytest.raises(merging.AlreadyMerged):
        merge(first, third)
    db.session.rollback()
    assert (undo(late), undo(early)) == ([], [])
    assert everything() == before


def test_who_is_not_the_one_is_not_the_other(reefs, seeds):
    tides = desk.event("tides", team=LEAD, title="Tides")
    one, other, third = (somebody(event, "Ana Silva") for event in (reefs, seeds, tides))
    merging.tell_apart(other, third, actor=actor_of(AMARA), now=START)
    merge(one, other)
    assert duplicates.proposals(viewer()) == []


def test_calendar_entries_follow_the_address_that_stays(reefs, seeds):
    seeds.state, seeds.published_at = EventState.PUBLISHED, START
    kept = somebody(reefs, "Juan Loubier", "juan@example.org")
    gone = somebody(seeds, "Juan Louvier", "louvier@example.org", state=ParticipationState.ACCEPTED)
    participant_updates.calendar_for_participants(seeds, now=START)
    merge(kept, gone)
    held = select(ParticipantEntry.email, ParticipantEntry.is_held).order_by(ParticipantEntry.email)
    assert list(db.session.execute(held)) == [("juan@example.org", True), ("louvier@example.org", False)]


def test_two_merges_at_once_are_one(app, reefs, seeds):
    one, other = somebody(reefs, "Ana Silva"), somebody(seeds, "ana silva")
    ids, who, actor = (one.id, other.id), viewer(), actor_of(AMARA)
    db.session.commit()
    db.session.remove()
    outcomes = []

    def job(kept, gone):
        def merge_them():
            both = db.session.get_one(Person, kept), db.session.get_one(Person, gone)
            try:
                merging.merge(*both, wish=MergeChoice(), viewer=who, actor=actor, now=START)
                outcomes.append("merged")
            except merging.AlreadyMerged:
                outcomes.append("too late")

        return merge_them

    at_once(app, [job(*ids), job(*ids[::-1])] * 2, workers=4)
    assert sorted(outcomes) == ["merged", *["too late"] * 3]
    assert db.session.query(PersonMerge).count() == 1


def test_after_a_month_only_the_address_is_left(reefs, seeds):
    gone = somebody(seeds, "Juan Louvier", "louvier@example.org")
    gone.bio, gone.photo_key = "A bio", "photo/x"
    done = merge(somebody(reefs, "Juan Loubier", "juan@example.org"), gone)
    assert merging.forget_old(now=START + timedelta(days=29)) == set()
    assert merging.forget_old(now=START + timedelta(days=31)) == {"photo/x"}
    assert (done.steps, gone.bio, gone.photo_key) == ([], "", "")
    assert merging.forget_old(now=START + timedelta(days=31)) == set()
    assert duplicates.current_slug_of(gone.slug) == done.kept.slug


def test_whoever_is_forgotten_is_forgotten_under_every_name(reefs, seeds):
    kept, gone = somebody(reefs, "Juan Loubier"), somebody(seeds, "Juan Louvier")
    merge(kept, gone)
    merging.forget_merged_into(kept, nameless=True)
    assert ("louvier" in gone.slug, gone.name, gone.aliases) == (False, "Juan Loubier", [])


def test_proposals_take_as_many_queries_for_three_as_for_one(reefs, seeds, count_queries):
    counts = []
    for number in range(3):
        somebody(reefs, f"Ana Silva {number}x")
        somebody(seeds, f"Silva {number}x Ana")
        who = viewer()
        with count_queries() as seen:
            assert len(duplicates.proposals(who)) == number + 1
        counts.append(len(seen))
    assert counts == [5, 5, 5]


def test_what_was_erased_does_not_come_back_by_undoing(reefs, seeds):
    link = speaking.invited(reefs, "Juan Loubier", "juan@example.org")
    gone = somebody(seeds, "Juan Louvier", "louvier@example.org")
    done = merge(link.participation.person, gone)
    opened = speaker_links.Opened(link=link, event=reefs, by_hand=False, expired=False)
    speaker_erasure.erase(opened, nameless=True, now=START)
    assert (done.steps, done.gone.email) == ([], None)
    with pytest.raises(merging.CannotUndo):
        undo(done)


def test_whoever_is_forgotten_leaves_the_other_alone_after_an_undone_merge(reefs, seeds):
    kept = somebody(reefs, "Juan Loubier", "juan@example.org")
    other = somebody(seeds, "Juan Louvier", "louvier@example.org")
    old_slug = other.slug
    undo(merge(kept, other))
    merging.forget_merged_into(kept, nameless=True)
    db.session.commit()
    assert (other.name, other.email, other.slug) == ("Juan Louvier", "louvier@example.org", old_slug)


def test_somebody_merged_and_undone_both_ways_can_be_forgotten(reefs, seeds):
    one, other = somebody(reefs, "Juan Loubier"), somebody(seeds, "Juan Louvier")
    for kept, gone in ((one, other), (other, one)):
        undo(merge(kept, gone))
    assert merging.forget_merged_into(one, nameless=True) == set()
    assert (one.name, other.name) == ("Juan Loubier", "Juan Louvier")


def test_a_removed_item_comes_back_with_the_person_under_the_record_that_stayed(reefs):
    one = somebody(reefs, "Juan Louvier")
    other = somebody(reefs, "Juan Loubier")
    (part, _other) = db.session.scalars(select(Participation).order_by(Participation.id))
    facts = agenda.ItemFacts(kind=agenda.ItemKind.TALK, title="Reefs", minutes=20, people=[part])
    item = agenda.add_item(reefs, facts=facts, actor=actor_of(AMARA), now=START)
    removed = agenda_undo.remove_item(reefs, item=item, actor=actor_of(AMARA), now=START)
    merge(other, one)
    back = agenda_undo.restore_item(reefs, removed=removed, actor=actor_of(AMARA), now=START)
    assert [speaker.participation.person_id for speaker in back.speakers] == [other.id]
