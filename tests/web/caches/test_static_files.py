"""Styles and scripts travel compressed, and the browser keeps them while their address says what they are."""

import gzip
from pathlib import Path

SHEET = "/static/css/components.css"
SHEET_FILE = "css/components.css"
FONT_FILE = "vendor/fonts/geist-latin-wght-normal.woff2"
ZIPPED = {"Accept-Encoding": "gzip, br"}


def test_a_style_sheet_is_compressed_for_who_can_read_it(app, client):
    plain = Path(app.static_folder, SHEET_FILE).read_bytes()
    with client.get(SHEET, headers=ZIPPED) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.data) == plain
        assert int(answer.headers["Content-Length"]) == len(answer.data) < len(plain) / 3
        assert "accept-encoding" in answer.vary


def test_it_comes_plain_to_everyone_else(app, client):
    with client.get(SHEET) as answer:
        assert "Content-Encoding" not in answer.headers
        assert answer.data == Path(app.static_folder, SHEET_FILE).read_bytes()
        assert "accept-encoding" in answer.vary


def test_a_versioned_address_is_kept_for_a_year(client):
    with client.get(SHEET, query_string={"v": "0123456789ab"}) as answer:
        assert (answer.cache_control.max_age, answer.cache_control.immutable) == (31536000, True)
    with client.get(SHEET) as answer:
        assert answer.cache_control.max_age is None


def test_a_font_is_sent_as_it_is(app, client):
    with client.get(f"/static/{FONT_FILE}", headers=ZIPPED) as answer:
        assert "Content-Encoding" not in answer.headers
        assert answer.data == Path(app.static_folder, FONT_FILE).read_bytes()
        assert answer.cache_control.max_age == 2592000


def test_what_the_browser_has_is_not_sent_again(client):
    with client.get(SHEET, headers=ZIPPED) as first:
        etag = first.headers["ETag"]
    with client.get(SHEET, headers={**ZIPPED, "If-None-Match": etag}) as second:
        assert (second.status_code, second.data) == (304, b"")
