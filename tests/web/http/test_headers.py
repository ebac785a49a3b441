"""The headers that keep a page from being turned against its reader, each written out whole."""

import pytest

from app.domain.lifecycle import EventState
from app.models import MaterialKind
from tests.support import desk, files, library, speaking

OURS = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
INERT = (
    "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'; "
    "frame-ancestors 'none'; sandbox"
)
FRAME = (
    "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)
EVENT = "/events/twelve-reefs"
WATCHED = (
    "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy", "Permissions-Policy", "Strict-Transport-Security", "X-Frame-Options",
    "Access-Control-Allow-Origin",
)  # fmt: skip
USUAL = {
    "Content-Security-Policy": OURS,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@pytest.fixture
def event(app):
    return library.event()


def of(answer):
    """Return the watched headers of an answer."""
    return {name: answer.headers[name] for name in WATCHED if name in answer.headers}


@pytest.mark.parametrize(
    "path", ["/", EVENT, "/search?q=reefs", "/sign-in", "/nowhere", "/events/twelve-reefs.ics"]
)
def test_pages_load_and_run_nothing_but_what_is_ours(client, event, path):
    assert of(client.get(path)) == USUAL


def test_a_page_from_the_front_door_says_the_same(client, event):
    assert [of(client.get(EVENT)) for _ in range(3)] == [USUAL] * 3


def test_a_player_adds_its_own_site_to_the_one_page_that_shows_it(client, event):
    address = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    library.material(event, url=address, kind=MaterialKind.RECORDING)
    with_player = USUAL | {
        "Content-Security-Policy": f"{OURS}; frame-src 'self' https://www.youtube-nocookie.com"
    }
    assert [of(client.get(EVENT)) for _ in range(2)] == [with_player] * 2
    library.event("other")
    assert of(client.get("/events/other")) == USUAL


def test_a_stored_file_is_inert(client, event):
    one = library.material(event, files.PDF)
    answer = client.get(f"{EVENT}/materials/{one.public_id}", follow_redirects=True)
    assert (answer.data, of(answer)) == (
        files.PDF,
        USUAL | {"Content-Security-Policy": INERT, "Cross-Origin-Resource-Policy": "same-origin"},
    )


def test_the_frame_for_other_sites_runs_nothing(client, event):
    assert of(client.get(f"{EVENT}/embed")) == USUAL | {
        "Content-Security-Policy": FRAME,
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Referrer-Policy": "no-referrer",
    }


def test_a_personal_page_leaves_no_trace_on_its_way(app, client):
    link = speaking.invited(desk.event(state=EventState.PUBLISHED))
    answer = client.get(speaking.page_of(link))
    assert of(answer) == USUAL | {"Referrer-Policy": "no-referrer"}
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == (
        "no-store",
        "noindex, nofollow",
    )


def test_behind_https_browsers_are_told_to_stay_there(https_client):
    answer = https_client.get("/", base_url="https://events.example.org")
    assert of(answer) == USUAL | {"Strict-Transport-Security": "max-age=31536000"}
