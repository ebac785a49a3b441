"""Web addresses as people type them."""

import pytest

from app.domain.web_address import completed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("semences.example.org", "https://semences.example.org"),
        ("www.example.org/a?b=c", "https://www.example.org/a?b=c"),
        ("example.org:8080/a", "https://example.org:8080/a"),
        ("http://example.org", "http://example.org"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("127.0.0.1", "127.0.0.1"),
        ("a@example.org", "a@example.org"),
        ("reefs", "reefs"),
    ],
)
def test_a_bare_host_is_completed_and_nothing_else(typed, kept):
    assert completed(typed) == kept
