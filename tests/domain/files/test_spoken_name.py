import pytest

from app.domain.files.spoken_name import LARGEST, SoundRefused, recognise
from tests.support.files import EXE, PDF
from tests.support.sounds import MP3, WEBM, opus, wav


def test_what_browsers_and_telephones_record_is_taken():
    given = {
        "webm": WEBM,
        "mp3": MP3,
        "wav": wav(20),
        "ogg": opus(20),
        "m4a": bytes(4) + b"ftypmp42" + bytes(60),
    }
    assert {ending: recognise(data) for ending, data in given.items()} == {ending: ending for ending in given}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (wav(23), "too long: at most 20 seconds"),
        (opus(60), "too long: at most 20 seconds"),
        (MP3 + bytes(LARGEST), "too large: at most 2 MB"),
        (EXE, "Choose MP3, M4A"),
        (PDF, "not a sound file"),
        (b"", "not a sound file"),
        (b"RIFF\x00\x00\x00\x00WAVE", "not a sound file"),
        (b"<svg onload=alert(1)>", "Choose MP3, M4A"),
    ],
    ids=["long wav", "long opus", "large", "exe", "pdf", "empty", "broken wav", "svg"],
)
def test_what_is_no_short_sound_is_refused_in_words(data, words):
    with pytest.raises(SoundRefused, match=words):
        recognise(data)
