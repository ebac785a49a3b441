"""What searches find, in what order, and that the texts they compare follow every change (rows M9, P8)."""

import re

import pytest
from sqlalchemy import select

from app.domain.agenda import ItemKind
from app.domain.lifecycle import ParticipationState
from app.extensions import db
from app.models import MaterialKind, SearchText
from app.queries.duplicates import Viewer
from app.queries.search import search
from app.services import search_texts
from app.services.agenda import agenda
from app.services.people_records import aliases
from app.services.scheduling import events as verbs
from app.services.scheduling import publishing
from tests.support import library
from tests.support.events import actor_of, details, draft, published
from tests.support.personas import AMARA
from tests.support.speaking import somebody
from tests.support.world import START

TITLES = (
    "Women’s co‑operation for the “blue” economy",
    "المياه والأمن الغذائي في الساحل",
    "Straßenbäume für Gießen",
    "Θάλασσα και ΝΕΡΌ",
)


def titles(text):
    return [event.title for event in search(text).events]


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        *((words, 0) for words in ("women's", "cooperation", '"blue" economy', "blue, economy", "(blue)")),
        *((words, 0) for words in ("economy", "co-operation", "Womens", "«blue»", "ＢＬＵＥ")),
        *((words, 1) for words in ("الامن", "الأمن", "الغذائى", "المـياه")),
        *((words, 2) for words in ("strassenbaume", "GIESSEN", "Strassenbäume gießen")),
        *((words, 3) for words in ("νερο", "θαλασσα", "ΘΆΛΑΣΣΑ")),
    ],
)  # fmt: skip
def test_a_title_is_found_in_any_spelling(app, asked, number):
    for title in TITLES:
        published(title)
    assert titles(asked) == [TITLES[number]]


def test_descriptions_agendas_materials_and_people_are_searched(app):
    event = published("Twelve reefs")
    actor = actor_of(AMARA)
    changed = details(event, description="Of **mangroves**", themes=["SDG 14"])
    verbs.edit(event, details=changed, seen_revision=None, actor=actor, now=START)
    agenda.add_item(
        event,
        facts=agenda.ItemFacts(title="Kelp at night", kind=ItemKind.TALK, minutes=10),
        actor=actor,
        now=START,
    )
    library.material(event, title="Atlas of corals", kind=MaterialKind.BACKGROUND_PAPER)
    somebody(event, "Zoë Núñez", "zoe@example.org", state=ParticipationState.ACCEPTED)
    db.session.commit()
    assert [titles(words) for words in ("mangroves", "sdg 14", "kelp", "corals", "nunez")] == [
        ["Twelve reefs"]
    ] * 5


def test_the_best_match_comes_first_and_what_was_cancelled_last(app):
    cancelled = published("Reefs reefs reefs")
    publishing.cancel(cancelled, reason="Storm", actor=actor_of(AMARA), now=START)
    described = published("Night of the sea")
    changed = details(described, description="About reefs.")
    verbs.edit(described, details=changed, seen_revision=None, actor=actor_of(AMARA), now=START)
    published("All about reefs")
    db.session.commit()
    assert titles("reefs") == ["All about reefs", "Night of the sea", "Reefs reefs reefs"]


@pytest.mark.parametrize(
    "typed", ["mangrove forrests", "mangove forests", "mnagrove forests", "mangroves forests"]
)
def test_one_slip_of_a_letter_is_forgiven_and_said(client, typed):
    published("Mangrove forests")
    assert titles(typed) == ["Mangrove forests"]
    page = client.get("/search", query_string={"q": typed}).text
    assert "This is what comes near." in page


@pytest.mark.parametrize("typed", ["mangreve farests xx", "cat", "zzzz"])
def test_more_than_a_slip_finds_nothing(app, typed):
    published("Mangrove forests")
    published("The cut")
    assert titles(typed) == []


def test_a_word_that_stands_somewhere_is_no_slip(app):
    published("Reeds of the lake")
    published("Reefs of the sea")
    assert titles("reeds sea") == []


def test_texts_follow_titles_names_and_states(app):
    event = published("Twelve reefs")
    verbs.edit(
        event,
        details=details(event, title="Seven seas"),
        seen_revision=None,
        actor=actor_of(AMARA),
        now=START,
    )
    db.session.commit()
    assert (titles("reefs"), titles("seas")) == ([], ["Seven seas"])
    publishing.unpublish(event, actor=actor_of(AMARA), now=START)
    db.session.commit()
    assert titles("seas") == []
    assert db.session.scalars(select(SearchText).where(SearchText.event_id == event.id)).all() == []


def test_people_are_found_by_aliases_that_come_and_go(app):
    person = somebody(
        published(), "Yvon Loubier", "yvon@example.org", state=ParticipationState.ACCEPTED
    ).person
    aliases.set_aliases(
        person, names=["Poirier"], viewer=Viewer(0, is_operator=True), actor=actor_of(AMARA), now=START
    )
    db.session.commit()
    assert [one.name for one in search("poirier").people] == ["Yvon Loubier"]
    aliases.set_aliases(
        person, names=[], viewer=Viewer(0, is_operator=True), actor=actor_of(AMARA), now=START
    )
    db.session.commit()
    assert search("poirier").people == []


def test_a_draft_has_no_text(app):
    draft("Hidden draft")
    assert search("hidden").events == []
    assert db.session.scalars(select(SearchText.title).where(SearchText.event_id.is_not(None))).all() == []


def test_what_has_no_text_yet_is_filled_in_once(app):
    published("Twelve reefs")
    search_texts.forget_all()
    db.session.commit()
    assert titles("reefs") == []
    assert search_texts.fill() > 0
    db.session.commit()
    assert (titles("reefs"), search_texts.fill()) == (["Twelve reefs"], 0)


def test_a_refused_change_leaves_the_text_as_it_was(app):
    event = published("Twelve reefs")
    event.title = "Half written"
    db.session.flush()
    db.session.rollback()
    somebody(event, "Bo", "bo2@example.org")
    db.session.commit()
    assert (titles("reefs"), titles("written")) == (["Twelve reefs"], [])


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_asks_five_queries_however_much_it_finds(client, count_queries, count):
    for number in range(count):
        somebody(
            published(f"Reefs {number}"),
            f"Reef {number}",
            f"r{number}@example.org",
            state=ParticipationState.ACCEPTED,
        )
        db.session.commit()
    with count_queries() as asked:
        page = client.get("/search?q=reef").text
    assert len(re.findall(r"Reefs \d", page)) >= count
    assert len(asked) == 5, asked
