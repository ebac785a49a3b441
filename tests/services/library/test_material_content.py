"""What a material is made of: a link, or a file with versions that stay."""

import pytest

from app.domain.lifecycle import MaterialState
from app.domain.web_address import AddressRefused
from app.models import MaterialKind
from app.queries import library as queries
from app.services.library import material_content
from app.services.library.uploads import Received
from tests.support import files, library
from tests.support.desk import AMARA, history
from tests.support.world import START

URL = "https://video.example.org/1"
A, R, P, W = (
    MaterialState.ANNOUNCED,
    MaterialState.RECEIVED,
    MaterialState.PUBLISHED,
    MaterialState.WITHDRAWN,
)


@pytest.fixture
def event(app):
    return library.event()


def link(event, material, url=URL):
    material_content.link(event, material, url=url, actor=AMARA, now=START)


def add(event, material, name="slides.pdf", sha256="a" * 64):
    received = Received(f"materials/{name}", name, "application/pdf", 1000, sha256)
    return material_content.add_file(event, material, received=received, actor=AMARA, now=START)


def test_a_link_arrives_for_what_was_announced(event):
    material = library.material(event)
    link(event, material)
    assert (material.url, material.version, material.state) == (URL, 0, R)
    assert history(event) == [
        ("materials.content", "", f"Presentation: {URL}"),
        ("materials.state", "Presentation: announced", "Presentation: received"),
    ]


def test_what_is_no_address_of_the_net_is_refused_and_nothing_changes(event):
    material = library.material(event)
    with pytest.raises(AddressRefused):
        link(event, material, "javascript:alert(1)")
    assert (material.url, material.state, history(event)) == ("", A, [])


def test_a_file_takes_the_place_of_a_link_and_a_link_that_of_a_file(event):
    material = library.material(event, url=URL)
    assert add(event, material) is True
    assert (material.url, material.version, material.file.filename) == ("", 1, "slides.pdf")
    link(event, material)
    assert (material.url, material.version) == (URL, 0)
    assert [one.version for one in queries.versions_of(material.id)] == [1]
    assert add(event, material, "again.pdf") is True  # the same bytes, and yet other content than the link
    assert material.version == 2


def test_versions_stay_and_the_same_bytes_are_no_new_one(event):
    material = library.material(event, files.PDF)
    assert add(event, material, "second.pdf", "b" * 64) is True
    assert add(event, material, "again.pdf", "b" * 64) is False
    assert (material.version, material.file.filename) == (2, "second.pdf")
    assert sorted(one.filename for one in queries.versions_of(material.id)) == ["second.pdf", "slides.pdf"]
    assert history(event) == [
        (
            "materials.content",
            "Presentation: slides.pdf, version 1",
            "Presentation: second.pdf, version 2",
        )
    ]


@pytest.mark.parametrize(("state", "then"), [(A, R), (MaterialState.CLEARED, R), (W, R), (R, R), (P, P)])
def test_new_content_waits_for_its_release_and_what_is_public_and_may_be_stays(event, state, then):
    material = library.material(event, files.PDF, state=state, kind=MaterialKind.CONCEPT_NOTE)
    add(event, material, sha256="b" * 64)
    assert material.state is then
