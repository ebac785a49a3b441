"""Photos and spoken names in the storage: written anew, shown, deleted once nothing points at them."""

import io

import pytest
from PIL import Image

from app.domain.files.spoken_name import SoundRefused
from app.gateways.pictures import PORTRAIT_FILES, PictureRefused
from app.services.speakers import profile_files
from tests.support import desk, participants
from tests.support.pictures import picture
from tests.support.sounds import WEBM, wav


@pytest.fixture
def storage(app, world):
    return world.storage


def photo(storage, size=(700, 900)):
    return profile_files.store_photo(picture("JPEG", size), upper=0.3, storage=storage)


def test_a_photo_is_kept_square_in_every_size_and_form(storage):
    key = photo(storage)
    assert sorted(storage.files) == sorted(f"{key}-{name}" for name in PORTRAIT_FILES)
    shown = profile_files.photo(f"{key.removeprefix('photos/')}-128.jpg", storage=storage)
    assert Image.open(io.BytesIO(shown)).size == (128, 128)


def test_what_is_no_picture_is_refused_at_the_photo(storage):
    with pytest.raises(PictureRefused) as refusal:
        profile_files.store_photo(b"%PDF-1.7", upper=0.3, storage=storage)
    assert (refusal.value.field, storage.files) == ("photo", {})


def test_a_form_that_was_not_kept_yet_is_made_once(storage):
    key = photo(storage)
    name = f"{key}-128.avif"
    del storage.files[name]
    made = profile_files.photo(name.removeprefix("photos/"), storage=storage)
    assert (Image.open(io.BytesIO(made)).format, storage.files[name]) == ("AVIF", made)


@pytest.mark.parametrize("name", ["nothing-128.webp", "nothing-128.avif", "nothing-128.exe"])
def test_a_photo_that_nobody_has_is_not_there(storage, name):
    with pytest.raises(FileNotFoundError):
        profile_files.photo(name, storage=storage)


def test_a_spoken_name_is_kept_by_what_it_is(storage):
    key = profile_files.store_voice(WEBM, storage=storage)
    assert (key.endswith(".webm"), storage.files[key]) == (True, WEBM)
    with pytest.raises(SoundRefused):
        profile_files.store_voice(b"MZ", storage=storage)


def test_only_what_is_shown_nowhere_is_deleted(storage):
    part = participants.takes_part(desk.event())
    on_the_event, on_the_record, old = (photo(storage, (500 + number, 500)) for number in range(3))
    part.photo_key, part.person.photo_key = on_the_event, on_the_record
    profile_files.forget_photos(["", on_the_event, on_the_record, old], storage=storage)
    assert {name.rpartition("-")[0] for name in storage.files} == {on_the_event, on_the_record}


def test_only_a_spoken_name_that_nobody_has_is_deleted(storage):
    part = participants.takes_part(desk.event())
    sounds = [profile_files.store_voice(wav(number), storage=storage) for number in (1, 2, 3)]
    part.voice_key, part.person.voice_key = sounds[:2]
    profile_files.forget_voices(["", *sounds], storage=storage)
    assert set(storage.files) == set(sounds[:2])
