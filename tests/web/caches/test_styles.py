"""All styles come in one answer, in the order of their layers."""

import gzip
import re

ORDER = ["tokens", "base", "layout", "components", "pages", "print"]


def test_the_sheet_holds_every_layer_in_order(client):
    text = client.get("/styles.css").text
    assert re.findall(r"@layer (\w+) \{", text) == ORDER
    assert text.startswith("/* Design tokens")
    assert "url(../" not in text


def test_it_is_compressed_and_kept_under_its_version(client):
    address = re.search(r'href="(/styles\.css\?v=\w+)"', client.get("/components").text).group(1)
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(answer.data) == client.get("/styles.css").data
    assert (answer.headers["Content-Encoding"], answer.cache_control.max_age) == ("gzip", 31536000)
    assert client.get("/styles.css?v=old").cache_control.max_age == 0


def test_what_the_browser_has_is_not_sent_again(client):
    etag = client.get("/styles.css").headers["ETag"]
    again = client.get("/styles.css", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


def test_the_font_it_names_is_there(client):
    for address in re.findall(r"url\((/static/[^)]+)\)", client.get("/styles.css").text):
        with client.get(address) as answer:
            assert (answer.status_code, answer.mimetype) == (200, "font/woff2")
