"""One material at its permanent address: to the byte, inert, and only for those who may have it (M2, X4)."""

import hashlib
import io

import pytest

from app.domain.lifecycle import EventState, MaterialState
from app.extensions import db
from app.gateways.storage import CHUNK
from app.models import EventSlug, MaterialKind
from tests.support import files, library

DATA = bytes(range(256)) * 4096
FILM = files.MP4 + DATA


@pytest.fixture
def film(app):
    return library.material(library.event(), FILM, media_type="video/mp4", kind=MaterialKind.RECORDING)


def address(material, name="twelve-reefs-recording.mp4", slug="twelve-reefs"):
    return f"/events/{slug}/materials/{material.public_id}/{name}"


def test_a_file_arrives_whole_and_cannot_do_anything(client):
    one = library.material(library.event(), files.PDF, title="Doze recifes: um só dado?")
    answer = client.get(f"/events/twelve-reefs/materials/{one.public_id}", follow_redirects=True)
    assert (answer.status_code, answer.data) == (200, files.PDF)
    plain, full = (f"twelve-reefs-presentation-doze-recifes-um-{so}-dado.pdf" for so in ("so", "s%C3%B3"))
    assert (
        dict(answer.headers).items()
        >= {
            "Content-Type": "application/pdf",
            "X-Content-Type-Options": "nosniff",
            "Content-Disposition": f"inline; filename=\"{plain}\"; filename*=UTF-8''{full}",
            "Accept-Ranges": "bytes",
            "Cache-Control": "public, no-cache",
            "ETag": f'"{hashlib.sha256(files.PDF).hexdigest()}"',
            "Content-Length": str(len(files.PDF)),
        }.items()
    )
    assert answer.headers["Content-Security-Policy"].split("; ")[0] == "default-src 'none'"


@pytest.mark.parametrize(
    ("media_type", "kind", "disposition"),
    [
        ("application/pdf", "flyer", "inline"),
        ("video/mp4", "recording", "inline"),
        ("audio/mpeg", "recording", "inline"),
        ("image/png", "photo", "inline"),
        ("text/plain", "transcript", "attachment"),
        ("application/vnd.oasis.opendocument.text", "summary", "attachment"),
        ("text/html", "flyer", "attachment"),
    ],
)
def test_only_what_a_browser_can_only_show_is_shown(client, media_type, kind, disposition):
    one = library.material(library.event(), b"x", media_type=media_type, kind=MaterialKind(kind))
    answer = client.get(f"/events/twelve-reefs/materials/{one.public_id}", follow_redirects=True)
    assert answer.headers["Content-Disposition"].split(";")[0] == disposition
    served = {"text/html": "application/octet-stream", "text/plain": "text/plain; charset=utf-8"}
    assert answer.headers["Content-Type"] == served.get(media_type, media_type)


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-", 0, len(FILM)),
        ("bytes=1000-299999", 1000, 300_000),
        ("bytes=262143-262144", 262_143, 262_145),
        (f"bytes={len(FILM) - 1}-", len(FILM) - 1, len(FILM)),
        ("bytes=-5", len(FILM) - 5, len(FILM)),
        ("bytes=5-99999999", 5, len(FILM)),
        ("Bytes = 3 - 5", 3, 6),
    ],
)
def test_parts_are_exact_to_the_byte(client, film, asked, start, stop):
    answer = client.get(address(film), headers={"Range": asked})
    assert (answer.status_code, answer.data == FILM[start:stop]) == (206, True)
    assert answer.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{len(FILM)}"
    assert answer.headers["Content-Length"] == str(stop - start)


def test_a_part_behind_the_end_is_416_with_the_size(client, film):
    answer = client.get(address(film), headers={"Range": f"bytes={len(FILM)}-"})
    assert (answer.status_code, answer.headers["Content-Range"], answer.data) == (
        416,
        f"bytes */{len(FILM)}",
        b"",
    )


@pytest.mark.parametrize(
    "asked",
    [
        "", "rubbish", "lines=1-2", "bytes=", "bytes=-", "bytes=a-b", "bytes=٣-٥", "bytes=9-3", "bytes=-0",
        "bytes=0-1,5-6", f"bytes=-{len(FILM) + 1}",
    ],
)  # fmt: skip
def test_what_is_no_single_part_gets_the_whole(client, film, asked):
    answer = client.get(address(film), headers={"Range": asked})
    assert (answer.status_code, answer.data == FILM) == (200, True)


def test_a_player_that_holds_an_older_version_gets_the_whole_new_one(client, film):
    tag = f'"{film.file.sha256}"'
    expected = {
        tag: 206,
        '"older"': 200,
        f"W/{tag}": 200,
        "Mon, 01 Mar 2027 09:00:00 GMT": 206,
        "Sun, 28 Feb 2027 09:00:00 GMT": 200,
    }
    for condition, status in expected.items():
        answer = client.get(address(film), headers={"Range": "bytes=0-9", "If-Range": condition})
        assert (condition, answer.status_code) == (condition, status)


def test_conditions_come_before_the_part(client, film):
    """As RFC 9110, 13.2.2 orders them."""
    tag = f'"{film.file.sha256}"'
    expected = {
        ("If-None-Match", tag): (304, b""),
        ("If-None-Match", '"older"'): (206, FILM[:10]),
        ("If-Match", tag): (206, FILM[:10]),
        ("If-Match", '"older"'): (412, b""),
    }
    for (name, value), (status, body) in expected.items():
        answer = client.get(address(film), headers={"Range": "bytes=0-9", name: value})
        assert (name, value, answer.status_code, answer.data == body) == (name, value, status, True)


def test_of_a_film_only_the_part_is_read(client, film, world, monkeypatch):
    read = []

    class Watched(io.BytesIO):
        def read(self, size=-1):
            data = super().read(size)
            read.append(len(data))
            return data

    monkeypatch.setattr(world.storage, "open", lambda key: Watched(world.storage.files[key]))
    answer = client.get(address(film), headers={"Range": "bytes=600000-600009"})
    assert (answer.data, len(read), read[0] <= CHUNK) == (FILM[600_000:600_010], 1, True)


def test_an_unchanged_file_is_not_sent_again(client, film):
    answer = client.get(address(film), headers={"If-None-Match": f'"{film.file.sha256}"'})
    assert (answer.status_code, answer.data) == (304, b"")
    assert client.get(address(film), headers={"If-None-Match": '"older"'}).status_code == 200


def test_head_says_everything_and_sends_nothing(client, film):
    answer = client.head(address(film))
    assert (answer.status_code, answer.data) == (200, b"")
    assert (answer.headers["Content-Length"], answer.headers["Accept-Ranges"]) == (str(len(FILM)), "bytes")


def test_the_name_follows_the_title_and_old_names_and_old_slugs_redirect(client, film):
    db.session.add(EventSlug(slug="old-reefs", event_id=film.event_id))
    for old in (address(film, "anything"), address(film, "..%5C..%5Cwin.ini"), address(film, "").rstrip("/")):
        answer = client.get(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, address(film))
    assert client.get(address(film, "..%2F..%2Fetc%2Fpasswd")).status_code == 404
    moved = client.get(address(film, slug="old-reefs"))
    assert (moved.status_code, moved.headers["Location"]) == (301, address(film))


def test_a_link_is_followed_from_the_permanent_address(client):
    one = library.material(
        library.event(), url="https://webtv.un.org/en/asset/k1", kind=MaterialKind.RECORDING
    )
    answer = client.get(f"/events/twelve-reefs/materials/{one.public_id}/x")
    assert (answer.status_code, answer.headers["Location"]) == (302, "https://webtv.un.org/en/asset/k1")


def test_what_was_withdrawn_or_only_announced_explains_itself(client):
    event = library.event()
    withdrawn = library.material(event, files.PDF, state=MaterialState.WITHDRAWN, title="Secret name")
    announced = library.material(event)
    gone = client.get(address(withdrawn, "x"))
    assert (gone.status_code, "This material was withdrawn" in gone.text, "Secret name" in gone.text) == (
        410,
        True,
        False,
    )
    missing = client.get(address(announced, "x"))
    assert (missing.status_code, "This material is not available" in missing.text) == (404, True)


@pytest.mark.parametrize("state", [MaterialState.RECEIVED, MaterialState.CLEARED, MaterialState.WITHDRAWN])
def test_unpublished_files_are_for_those_who_work_on_the_event(new_client, sign_in, amara, bo, state):
    one = library.material(library.event(lead=amara), files.PDF, state=state)
    name = "twelve-reefs-presentation.pdf"
    closed = 410 if state is MaterialState.WITHDRAWN else 404
    assert new_client().get(address(one, name)).status_code == closed
    assert sign_in(new_client(), bo).get(address(one, name)).status_code == closed
    seen = sign_in(new_client(), amara).get(address(one, name))
    assert (seen.status_code, seen.data, seen.headers["Cache-Control"]) == (
        200,
        files.PDF,
        "private, no-store",
    )


def test_a_draft_events_files_do_not_exist_for_strangers(new_client, sign_in, amara, bo):
    one = library.material(library.event(lead=amara, state=EventState.DRAFT), files.PDF)
    name = "twelve-reefs-presentation.pdf"
    found = [sign_in(new_client(), who).get(address(one, name)).status_code for who in (amara, bo)]
    assert (new_client().get(address(one, name)).status_code, found) == (404, [200, 404])


def test_another_events_material_is_not_found(client):
    one = library.material(library.event(), files.PDF)
    library.event("other")
    assert client.get(address(one, "twelve-reefs-presentation.pdf", slug="other")).status_code == 404
    assert client.get("/events/other/materials/nothing/x").status_code == 404
    assert client.get("/events/nothing/materials/nothing/x").status_code == 404


def test_an_older_version_has_no_public_address(new_client, sign_in, amara):
    one = library.material(library.event(lead=amara), files.PDF)
    older = f"/desk/events/twelve-reefs/materials/{one.public_id}/versions/1"
    assert new_client().get(older).status_code == 303
    seen = sign_in(new_client(), amara).get(older)
    assert (seen.status_code, seen.data, seen.headers["Cache-Control"]) == (
        200,
        files.PDF,
        "private, no-store",
    )
    assert sign_in(new_client(), amara).get(older.replace("/1", "/2")).status_code == 404


def test_a_file_that_the_storage_lost_is_a_clear_404(client, film, world):
    world.storage.files.clear()
    assert client.get(address(film)).status_code == 404
