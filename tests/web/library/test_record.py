"""The archive part of an event's page: players, what is missing, the summary, what machines read."""

import json
import re

import pytest

from app.domain.lifecycle import MaterialState, SummaryState
from app.extensions import db
from app.models import MaterialKind, Summary
from app.queries import library as library_queries
from tests.support import files, library
from tests.support.world import START

PAGE = "/events/twelve-reefs"
YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.fixture
def event(app):
    return library.event()


def policy(answer):
    return dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))


def test_a_known_site_is_a_link_until_the_reader_asks_and_only_this_page_allows_it(client, event):
    library.material(event, url=YOUTUBE, kind=MaterialKind.RECORDING, title="Recording of the session")
    answer = client.get(PAGE)
    assert policy(answer)["frame-src"] == "'self' https://www.youtube-nocookie.com"
    assert ("<iframe" in answer.text, f'class="facade" href="{YOUTUBE}"' in answer.text) == (False, True)
    assert 'data-player="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"' in answer.text
    library.event("other")
    assert "frame-src" not in policy(client.get("/events/other"))


def test_an_unknown_site_is_a_plain_link(client, event):
    library.material(event, url="https://webtv.un.org/en/asset/k1", kind=MaterialKind.RECORDING)
    answer = client.get(PAGE)
    assert "frame-src" not in policy(answer)
    assert ["https://webtv.un.org/en/asset/k1" in answer.text, "data-player" in answer.text] == [True, False]


def test_our_own_file_plays_with_its_captions(client, event):
    film = library.material(event, files.MP4, media_type="video/mp4", kind=MaterialKind.RECORDING)
    words = library.material(
        event, files.VTT, media_type="text/vtt", kind=MaterialKind.CAPTIONS, language="fr", position=2
    )
    page = client.get(PAGE).text
    source = f"{PAGE}/materials/{film.public_id}/twelve-reefs-recording.mp4"
    track = f"{PAGE}/materials/{words.public_id}/twelve-reefs-captions.vtt"
    assert f'<source src="{source}" type="video/mp4">' in page
    assert f'<track kind="captions" src="{track}" srclang="fr" label="French" default>' in page
    assert client.get(track).headers["Content-Type"] == "text/vtt; charset=utf-8"


def test_what_is_announced_is_said_and_what_is_not_public_is_not(client, event):
    library.material(event, title="Slides of Amara")
    library.material(event, files.PDF, title="Not yet", state=MaterialState.RECEIVED, position=2)
    library.material(event, files.PDF, title="No longer", state=MaterialState.WITHDRAWN, position=3)
    page = client.get(PAGE).text
    assert ["Announced, not available" in page, "Slides of Amara" in page] == [True, True]
    assert ["Not yet" in page, "No longer" in page] == [False, False]


def test_an_announced_summary_ends_with_the_summary(client, event):
    library.material(event, kind=MaterialKind.SUMMARY)
    assert client.get(PAGE).text.count("Announced, not available") == 1
    db.session.add(
        Summary(event_id=event.id, state=SummaryState.PUBLISHED, overview="Said", published_at=START)
    )
    event.revision += 1
    assert client.get(PAGE).text.count("Announced, not available") == 0


def test_the_real_thing_ends_the_announcement_of_its_kind_but_not_that_of_a_named_one(client, event):
    library.material(event, kind=MaterialKind.PRESENTATION)
    library.material(event, kind=MaterialKind.PRESENTATION, title="Slides of Bo", position=2)
    library.material(event, files.PDF, kind=MaterialKind.PRESENTATION, title="Slides of Amara", position=3)
    page = client.get(PAGE).text
    assert page.count("Announced, not available") == 1
    assert "Slides of Bo" in page


def test_claims_are_the_organisers_and_nothing_in_them_runs(client, event):
    db.session.add(
        Summary(
            event_id=event.id,
            state=SummaryState.PUBLISHED,
            overview="<script>alert(1)</script> [x](javascript:alert(1)) **bold**",
            references=[{"label": "A", "topic": "", "url": "javascript:alert(1)"}],
            published_at=START,
        )
    )
    page = client.get(PAGE).text
    assert ["As stated by the organisers" in page, "<strong>bold</strong>" in page] == [True, True]
    assert ["<script>alert" in page, 'href="javascript:' in page] == [False, False]


@pytest.mark.parametrize("count", [1, 3])
def test_the_public_materials_are_one_query(event, count_queries, count):
    for number in range(count):
        library.material(event, files.PDF + bytes([number]), position=number)
    db.session.expire_all()
    number = event.id
    with count_queries() as asked:
        found = library_queries.record_of(number)
        assert [one.file.version for one in found] == [1] * count
    assert len(asked) == 1, asked


def test_machines_read_the_event_and_its_recording(client, event):
    library.material(event, url=YOUTUBE, kind=MaterialKind.RECORDING, published_at=START, licence="CC-BY-4.0")
    page = client.get(PAGE).text
    found = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert (found["@type"], found["startDate"], found["url"]) == (
        "Event",
        "2027-02-26T10:00:00+01:00",
        "http://localhost/events/twelve-reefs",
    )
    assert found["recordedIn"] == {
        "@type": "VideoObject",
        "name": "Twelve reefs: Recording",
        "description": "Twelve reefs",
        "thumbnailUrl": "http://localhost/events/twelve-reefs/picture.png",
        "uploadDate": "2027-03-01T09:00:00+00:00",
        "url": "http://localhost/events/twelve-reefs",
        "embedUrl": "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    assert '<meta property="og:title" content="Twelve reefs">' in page


def test_no_title_ends_the_block_that_machines_read(client):
    library.event("hostile", title="</script><script>alert(1)</script>")
    page = client.get("/events/hostile").text
    assert "<script>alert" not in page
