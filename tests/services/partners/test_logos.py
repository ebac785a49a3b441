"""A logo is stored first and given to an organisation then; what nobody has is deleted."""

import io
import re

import pytest
from PIL import Image

from app.domain.access import Role
from app.gateways.logo_pictures import HEIGHT, WIDTH
from app.gateways.pictures import PictureRefused
from app.services.partners import logos
from app.services.partners.organisation_records import SharedRecord
from tests.support import desk, partners
from tests.support.desk import AMARA, history
from tests.support.events import actor_of
from tests.support.pictures import picture
from tests.support.world import START


@pytest.fixture
def storage(app, world):
    return world.storage


def test_a_picture_is_kept_small_under_a_name_that_nobody_guesses(storage):
    first, second = (logos.store_logo(picture("JPEG"), storage=storage) for _ in range(2))
    assert first != second
    assert re.fullmatch(r"logos/[0-9a-f]{40}\.png", first)
    with storage.open(first) as kept:
        assert Image.open(io.BytesIO(kept.read())).size == (WIDTH, HEIGHT)


def test_what_is_no_picture_is_refused_and_not_kept(storage):
    with pytest.raises(PictureRefused):
        logos.store_logo(b"%PDF-1.7", storage=storage)
    assert storage.files == {}


def test_a_logo_is_given_replaced_and_taken_away(app, storage):
    event = desk.event()
    organisation = partners.organiser(event).organisation
    facts = {"organisation": organisation, "actor": AMARA, "now": START}
    assert logos.set_logo(event, key="logos/a.png", **facts) == ""
    assert logos.set_logo(event, key="logos/a.png", **facts) == "logos/a.png"
    assert logos.set_logo(event, key="", **facts) == "logos/a.png"
    assert organisation.logo_key == ""
    assert history(event)[1:] == [
        ("organisation.logo", "", "logos/a.png"),
        ("organisation.logo", "logos/a.png", ""),
    ]


def test_the_logo_of_an_organisation_that_others_name_stays(app, amara, bo):
    mine, theirs = desk.event("mine", team={Role.LEAD: amara}), desk.event("theirs", team={Role.LEAD: bo})
    organisation = partners.organiser(mine).organisation
    partners.organiser(theirs)
    with pytest.raises(SharedRecord) as refusal:
        logos.set_logo(mine, organisation=organisation, key="logos/a.png", actor=actor_of(amara), now=START)
    assert (refusal.value.field, organisation.logo_key) == ("logo", "")


def test_only_what_no_organisation_has_is_deleted(app, storage):
    event = desk.event()
    organisation = partners.organiser(event).organisation
    kept, old = (logos.store_logo(picture(), storage=storage) for _ in range(2))
    logos.set_logo(event, organisation=organisation, key=kept, actor=AMARA, now=START)
    logos.forget_unused(["", kept, old], storage=storage)
    assert list(storage.files) == [kept]
