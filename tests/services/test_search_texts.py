"""The texts that searches compare are written with every change, before it is committed."""

import pytest

from app.domain.lifecycle import EventState, MaterialState
from app.extensions import db
from app.models import MaterialKind, PersonAlias, SearchText
from app.services import search_texts
from tests.support import desk, files, library, participants, partners, speaking
from tests.support.attendees import public_event


def texts(kind=search_texts.EVENT):
    """Return what is kept of the rows of one kind: title, names, text."""
    rows = db.session.query(SearchText).filter(getattr(SearchText, kind).is_not(None))
    return [(row.title, row.names, row.text) for row in rows.order_by(SearchText.id)]


@pytest.fixture
def event(app):
    return public_event(aim="Count them.", description="Corals of the Pacific.", themes=["Océan"])


def test_an_event_is_found_by_what_its_page_says_folded(event):
    [(title, _names, text)] = texts()
    assert (title, text) == ("twelve reefs count them", "corals of the pacific ocean")


def test_a_draft_is_not_kept_and_an_event_that_is_taken_back_goes(event):
    desk.event("draft")
    db.session.commit()
    assert len(texts()) == 1
    event.state, event.published_at = EventState.DRAFT, None
    db.session.commit()
    assert texts() == []


def test_whatever_stands_on_the_page_is_among_the_names(event):
    participants.takes_part(event, "Zoë Núñez")
    participants.takes_part(event, "Not Yet", participants.PROPOSED, None)
    partners.organiser(event, "Réseau Diesis")
    participants.items(event, ("Bleaching", 20, None))
    library.material(event, files.PDF, title="A flyer", kind=MaterialKind.FLYER)
    library.material(event, files.PDF, title="A secret", state=MaterialState.RECEIVED)
    db.session.commit()
    [(_title, names, _text)] = texts()
    assert [word in names for word in ("zoe nunez", "reseau diesis", "bleaching", "flyer")] == [True] * 4
    assert [word in names for word in ("not yet", "secret")] == [False, False]


def test_people_and_organisations_are_found_under_every_name(event):
    person = speaking.somebody(event, "Ana Li", None).person
    person.aliases.append(PersonAlias(person_id=person.id, name="Anna Lee"))
    organisation = partners.organiser(event, "Open Seas").organisation
    db.session.commit()
    assert texts(search_texts.PERSON) == [("ana li anna lee", "", "")]
    organisation.short_name = "OS"
    db.session.commit()
    assert texts(search_texts.ORGANISATION) == [("open seas os", "", "")]
    assert "os" in texts()[0][1].split()  # the events that name it are written, too


def test_a_change_that_is_rolled_back_writes_nothing(event):
    event.title = "Thirteen seas"
    db.session.flush()
    db.session.rollback()
    db.session.commit()
    assert texts()[0][0] == "twelve reefs count them"


def test_a_change_by_another_statement_is_marked_by_hand(event):
    db.session.execute(db.text("UPDATE event SET title = 'Thirteen seas'"))
    db.session.expire_all()
    search_texts.mark(event)
    db.session.commit()
    assert texts()[0][0] == "thirteen seas count them"


def test_what_has_no_text_is_filled_in_and_all_can_be_dropped(event):
    public_event("second")
    partners.organiser(event)
    db.session.commit()
    search_texts.forget_all()
    assert texts() == []
    assert (search_texts.fill(most=1), search_texts.fill(), search_texts.fill()) == (2, 1, 0)
    assert (len(texts()), len(texts(search_texts.ORGANISATION))) == (2, 1)
