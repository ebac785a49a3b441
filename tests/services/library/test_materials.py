"""Materials of an event: announced, described, put in order, deleted while nothing was handed in."""

from dataclasses import replace

import pytest

from app.domain.lifecycle import EventState, MaterialState
from app.models import MaterialKind
from app.queries import library as queries
from app.services.library import materials
from app.services.library.material_states import ConsentMissing
from app.services.library.materials import Description
from app.services.speakers import consents
from tests.support import desk, files, library, speaking
from tests.support.desk import AMARA, history
from tests.support.world import START

WHO = {"actor": AMARA, "now": START}
SLIDES = Description(MaterialKind.PRESENTATION, "Reefs", "en", "CC-BY-4.0", None)


@pytest.fixture
def event(app):
    return library.event()


def announce(event, title, description=SLIDES):
    made = replace(description, title=title)
    return materials.announce(event, public_id=f"id-{title}"[:12], description=made, **WHO)


def listed(event):
    return [(one.position, one.title) for one in queries.materials_of(event.id)]


def test_the_same_form_sent_twice_announces_once(event):
    name = materials.public_id_of(event, "form-1")
    first, second = (materials.announce(event, public_id=name, description=SLIDES, **WHO) for _ in range(2))
    assert (first is second, first.state, listed(event)) == (True, MaterialState.ANNOUNCED, [(1, "Reefs")])
    assert history(event) == [("materials", "", "Presentation “Reefs”")]


def test_a_form_s_key_names_one_material_of_one_event(event):
    names = [
        materials.public_id_of(where, key)
        for where, key in ((event, "a"), (event, "a"), (event, "b"), (library.event("other"), "a"))
    ]
    assert (names[0] == names[1], len(set(names))) == (True, 3)
    assert len(materials.public_id_of(event, "\ud800" * 5000)) == 12


def test_an_event_takes_a_sensible_number(event, monkeypatch):
    monkeypatch.setattr(materials, "MOST", 2)
    announce(event, "a")
    announce(event, "b")
    with pytest.raises(materials.TooManyMaterials, match="at most 2"):
        announce(event, "c")


def test_each_part_that_changes_is_one_line_of_the_history(event):
    chie = speaking.somebody(event)
    material = announce(event, "Reefs")
    changed = Description(MaterialKind.FLYER, "Seas", None, "CC-BY-4.0", chie.id)
    for _ in range(2):
        materials.describe(event, material, description=changed, **WHO)
    assert [row for row in history(event) if row[0].startswith("materials.")] == [
        ("materials.kind", "Presentation “Reefs”: presentation", "Presentation “Reefs”: flyer"),
        ("materials.title", "Presentation “Reefs”: Reefs", "Presentation “Reefs”: Seas"),
        ("materials.language", "Presentation “Reefs”: en", "Presentation “Reefs”: –"),
        ("materials.participation", "Presentation “Reefs”: –", "Presentation “Reefs”: Chie Tanabe"),
    ]


def test_a_kind_that_the_file_cannot_be_is_refused(event):
    material = library.material(event, files.PDF)
    with pytest.raises(materials.KindContradictsFile) as refusal:
        materials.describe(event, material, description=replace(SLIDES, kind=MaterialKind.RECORDING), **WHO)
    assert (refusal.value.field, material.kind) == ("kind", MaterialKind.PRESENTATION)


def test_what_is_public_does_not_become_the_slides_of_somebody_who_refused(app):
    event = desk.event(state=EventState.PUBLISHED)
    link = speaking.invited(event)
    answers = {consents.ConsentKind.PUBLISH_SLIDES: "no"}
    consents.say(event, link, answers=answers, by="self", language="en", now=START)
    material = library.material(event, files.PDF)
    theirs = replace(SLIDES, participation_id=link.participation_id)
    with pytest.raises(ConsentMissing, match="Chie Tanabe"):
        materials.describe(event, material, description=theirs, **WHO)


def test_materials_move_by_places(event):
    first, _second, third = (announce(event, title) for title in "abc")
    materials.move(event, third, to=1, **WHO)
    materials.move(event, first, to=99, **WHO)
    assert listed(event) == [(1, "c"), (2, "b"), (3, "a")]
    assert history(event)[-1] == ("materials.order", "2. Presentation “a”", "3. Presentation “a”")


def test_an_announcement_is_deleted_and_the_gap_closes(event):
    first = announce(event, "a")
    announce(event, "b")
    materials.delete(event, first, **WHO)
    assert listed(event) == [(1, "b")]
    assert history(event)[-1] == ("materials", "Presentation “a”", "")


@pytest.mark.parametrize("content", [{"data": files.PDF}, {"url": "https://video.example.org/1"}])
def test_what_was_handed_in_is_never_deleted(event, content):
    material = library.material(event, **content)
    with pytest.raises(materials.HasContent):
        materials.delete(event, material, **WHO)
    assert len(listed(event)) == 1
