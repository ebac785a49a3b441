import pytest
from flask_babel import force_locale

from app.wording.dates import file_size


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (1, "1 byte"),
        (1023, "1,023 bytes"),
        (180 * 1024, "180 kB"),
        (2_516_582, "2.4 MB"),
        (2 * 1024**3, "2 GB"),
    ],
)
def test_a_limit_and_a_file_are_written_alike(app, size, text):
    with force_locale("en"):
        assert file_size(size) == text
    with force_locale("fr"):
        assert file_size(2 * 1024**3) == "2\u202fGo"
