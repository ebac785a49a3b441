"""Who takes gzip is told in one place, and every answer that can be compressed asks there."""

import gzip

import pytest

from app.web.http.compression import takes_gzip
from tests.support.events import published

TAKES = {
    "": False,
    "gzip": True,
    "gzip, deflate, br, zstd": True,
    "GZip": True,
    "x-gzip": True,
    "*": True,
    "br, *;q=0.1": True,
    "gzip;q=0.5": True,
    "gzip;q=0": False,
    "gzip;q=0.000": False,
    "gzip;q=0, *": False,
    "*;q=0": False,
    "br, *;q=0": False,
    "gzip, *;q=0": True,
    "identity": False,
    "identity;q=1, gzip;q=0.5": False,
    "identity;q=0.5, gzip;q=0.5": True,
    "identity;q=0, gzip;q=0.1": True,
    "br": False,
    "gzipped": False,
    "gzip;q=rubbish": False,
}


@pytest.mark.parametrize(("header", "takes"), TAKES.items())
def test_what_a_reader_takes_is_read_as_the_standard_says(header, takes):
    assert takes_gzip(header) is takes


SEEN_BY_FLASK = {"Cookie": "sidestage_session=none"}  # the front door answers only who has no session


@pytest.fixture
def places(client):
    """Return the six places that compress: where, and what is sent along."""
    event = f"/events/{published().slug}"
    assert client.get(event).status_code == 200  # kept by the front door from here
    return {
        "front door": (event, {}),
        "page cache": (event, SEEN_BY_FLASK),
        "page made for one reader": ("/search?q=seeds", {}),
        "feed": ("/events.ics", {}),
        "styles": ("/styles.css", {}),
        "static file": ("/static/css/base.css", {}),
    }


def test_every_answer_that_can_be_compressed_heeds_the_same_words(client, places):
    def get(place, accepted):
        address, headers = places[place]
        answer = client.get(address, headers={**headers, "Accept-Encoding": accepted}, buffered=True)
        assert (answer.status_code, "Accept-Encoding" in answer.vary) == (200, True)
        return answer

    refused = ("gzip;q=0", "*;q=0", "identity", "identity;q=1, gzip;q=0.5")
    for place in places:
        plain, zipped = get(place, ""), get(place, "gzip, br")
        assert (place, zipped.content_encoding) == (place, "gzip")
        assert gzip.decompress(zipped.data) == plain.data
        assert (place, {one: get(place, one).content_encoding for one in refused}) == (
            place,
            dict.fromkeys(refused),
        )
