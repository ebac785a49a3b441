"""The meeting's own address is found in a text, however it is written there."""

import pytest

from app.domain.attendance.meeting_address import is_in

URL = "https://meet.example.org/room/secret/?pwd=1"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Come to {URL}", True),
        ("MEET.example.org/Room/Secret works, too", True),
        ("http://meet.example.org/room/secret", True),
        ("We use meet.example.org", False),
        ("meet.example.org/room/other", False),
        ("", False),
    ],
)
def test_it_is_known_without_its_scheme_and_its_query(text, found):
    assert is_in(text, url=URL, is_public=False) is found


@pytest.mark.parametrize(
    ("url", "is_public"),
    [(URL, True), ("", False), ("https://meet.example.org", False), ("https://meet.example.org/", False)],
)
def test_what_is_public_or_names_no_room_may_be_written(url, is_public):
    assert is_in(f"See {url or URL}", url=url, is_public=is_public) is False
