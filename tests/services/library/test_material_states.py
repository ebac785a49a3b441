"""A material's way to the public and back, and who stands in it."""

import pytest

from app.domain.lifecycle import EventState, MaterialState, StepNotAllowed
from app.domain.people.consent import ConsentKind
from app.models import MaterialKind
from app.services.library import material_states
from app.services.library.material_states import ConsentMissing, NothingToPublish
from app.services.partners import sign_off_release
from app.services.partners.sign_off_release import SignOffMissing
from app.services.speakers import consents
from tests.support import desk, files, library, partners, speaking
from tests.support.desk import AMARA, history
from tests.support.world import START

A, R, C, P, W = MaterialState
WHO = {"actor": AMARA, "now": START}
RECORDING, SLIDES = MaterialKind.RECORDING, MaterialKind.PRESENTATION


@pytest.fixture
def event(app):
    return library.event()


@pytest.fixture
def ahead(app):
    """An event to come: people can still be invited to it."""
    return desk.event(state=EventState.PUBLISHED)


def say(event, link, kind, choice):
    return consents.say(event, link, answers={kind: choice}, by="self", language="en", now=START)


def test_a_file_is_published_taken_back_and_published_again(event):
    material = library.material(event, files.PDF, state=R)
    material_states.publish(event, material, **WHO)
    assert (material.state, material.published_at) == (P, START)
    material_states.withdraw(event, material, reason="A wrong figure", **WHO)
    assert material.state is W
    material_states.publish(event, material, **WHO)
    assert (material.state, len(history(event))) == (P, 3)


def test_where_nothing_was_handed_in_nothing_is_published(event):
    material = library.material(event)
    assert material_states.has_content(material) is False
    with pytest.raises(NothingToPublish) as refusal:
        material_states.publish(event, material, **WHO)
    assert (refusal.value.field, material.state) == ("file", A)
    assert (
        material_states.has_content(library.material(event, url="https://a.example.org", title="b")) is True
    )


@pytest.mark.parametrize("state", [R, P, W])
def test_announcing_takes_what_is_there_from_the_public(event, state):
    material = library.material(event, files.PDF, state=state)
    material_states.mark_announced(event, material, **WHO)
    assert (material.state, material.version) == (A, 1)


def test_a_step_is_noted_once_and_one_that_the_table_lacks_is_refused(event):
    material = library.material(event, files.PDF, state=P, title="Reefs")
    material_states.enter(event, material, P, **WHO)
    with pytest.raises(StepNotAllowed):
        material_states.enter(event, material, C, **WHO)
    material_states.enter(event, material, R, reason="To be mended", **WHO)
    assert history(event) == [
        ("materials.state", "Presentation “Reefs”: published", "Presentation “Reefs”: received")
    ]


def test_a_material_is_named_by_its_kind_and_title(event):
    note = library.material(event, kind=MaterialKind.CONCEPT_NOTE)
    assert material_states.words(note) == "Concept note"


def test_slides_wait_for_the_yes_of_whose_they_are(ahead):
    chie, bo = speaking.invited(ahead), speaking.invited(ahead, "Bo Lindqvist", "bo@example.org")
    slides = library.material(ahead, files.PDF, state=R, participation_id=chie.participation_id)
    with pytest.raises(ConsentMissing, match="still without an answer about it: Chie Tanabe"):
        material_states.require_consent(ahead, slides)
    say(ahead, chie, ConsentKind.PUBLISH_SLIDES, "no")
    say(ahead, bo, ConsentKind.PUBLISH_SLIDES, "no")
    with pytest.raises(ConsentMissing, match="Chie Tanabe did not agree to it"):
        material_states.require_release(ahead, slides)
    say(ahead, chie, ConsentKind.PUBLISH_SLIDES, "yes")
    material_states.publish(ahead, slides, **WHO)
    assert slides.state is P


def test_a_recording_waits_for_everybody_in_it_and_for_the_organisations(ahead):
    chie = speaking.invited(ahead)
    chie.participation.state = "accepted"
    partners.organiser(ahead, "Reef Observatory", "lead")
    sign_off_release.set_rule(ahead, roles=["lead"], parts=["recording"], **WHO)
    film = library.material(ahead, files.MP4, state=R, kind=RECORDING, media_type="video/mp4")
    with pytest.raises(ConsentMissing, match="Chie Tanabe"):
        material_states.publish(ahead, film, **WHO)
    for kind in (ConsentKind.RECORD, ConsentKind.PUBLISH_VIDEO):
        say(ahead, chie, kind, "yes")
    with pytest.raises(SignOffMissing, match="Reef Observatory"):
        material_states.publish(ahead, film, **WHO)
    assert film.state is R
