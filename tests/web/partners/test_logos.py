import io
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from app.domain.access import Role
from app.domain.lifecycle import EventState
from app.extensions import db
from app.gateways import gateways, pictures
from app.models import OrganiserRole
from app.queries.participants import organisers_of
from app.services.partners import logos, organisations
from tests.support import desk
from tests.support.desk import AMARA
from tests.support.world import START

PAGE = "/desk/events/twelve-reefs/organisations/open-seas/edit"


@pytest.fixture
def event(app, amara):
    event = desk.event(team={Role.LEAD: amara})
    organisations.add_organiser(event, name="Open Seas", role=OrganiserRole.LEAD, actor=AMARA, now=START)
    return event


@pytest.fixture
def organiser(client, sign_in, amara, event):
    return sign_in(client, amara)


def picture(kind="PNG", size=(900, 300), **more):
    out = io.BytesIO()
    made = Image.new("RGB", size, "white")
    made.paste("teal", (1, 1, size[0] - 1, size[1] - 1))
    made.save(out, kind, **more)
    return out.getvalue()


def upload(client, data, name="logo.png", **more):
    typed = {"name": "Open Seas", "role": "lead", "place": "1", "logo": (io.BytesIO(data), name), **more}
    return client.post(PAGE, data=typed, content_type="multipart/form-data")


def key(event):
    return organisers_of(event.id)[0].organisation.logo_key


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_made_small_and_shown(organiser, new_client, event, kind):
    assert upload(organiser, picture(kind)).status_code == 303
    assert f'src="/{key(event)}"' in organiser.get(PAGE).text
    answer = new_client().get(f"/{key(event)}")
    assert (answer.status_code, answer.content_type) == (200, "image/png")
    assert answer.headers["Cache-Control"] == "public, immutable, max-age=31536000"
    assert Image.open(io.BytesIO(answer.data)).size == (480, 240)


def test_metadata_does_not_survive(organiser, event):
    secret = PngInfo()
    secret.add_text("Comment", "taken at home")
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    for data in (picture(pnginfo=secret), picture("JPEG", exif=exif)):
        assert b"taken at home" in data
        upload(organiser, data)
        with gateways().storage.open(key(event)) as file:
            assert b"taken at home" not in file.read()


def bomb():
    """Return a small PNG that says it is 60,000 pixels wide and high."""
    header = (60_000).to_bytes(4) * 2 + bytes([8, 0, 0, 0, 0])
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    sealed = ((len(data), name + data) for name, data in chunks)
    body = (size.to_bytes(4) + data + zlib.crc32(data).to_bytes(4) for size, data in sealed)
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00 a program",
        b"%PDF-1.4",
        picture()[:200],
        picture("GIF"),
        bomb(),
        b"x",
    ],
    ids=["program", "pdf", "truncated", "gif", "bomb", "one byte"],
)
def test_what_is_no_picture_is_refused_at_its_field_and_the_form_stays(organiser, event, data):
    answer = upload(organiser, data, short_name="typed before")
    assert answer.status_code == 422
    assert ("picture" in answer.text, 'value="typed before"' in answer.text) == (True, True)
    assert key(event) == ""


def test_a_file_that_is_too_large_is_refused(organiser, event, monkeypatch):
    monkeypatch.setattr(pictures, "LARGEST_FILE", 100)
    answer = upload(organiser, picture())
    assert (answer.status_code, "This picture is too large" in answer.text) == (422, True)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">%s</svg>'


def test_a_drawing_becomes_a_picture_like_all_others(organiser, new_client, event):
    drawing = (SVG % '<title>x</title><rect width="40" height="20" fill="#046"/>').encode()
    assert upload(organiser, drawing, "logo.svg").status_code == 303
    answer = new_client().get(f"/{key(event)}")
    assert (answer.content_type, Image.open(io.BytesIO(answer.data)).size) == ("image/png", (480, 240))
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<script>alert(1)</script>", "holds a script"),
        ('<rect onclick="alert(1)" width="1" height="1"/>', "reacts to the mouse"),
        ('<image href="https://example.org/x.png"/>', "another picture inside"),
    ],
)
def test_a_drawing_that_could_act_is_refused_at_its_field(organiser, event, world, inside, words):
    answer = upload(organiser, (SVG % inside).encode(), "logo.svg", short_name="typed before")
    assert (answer.status_code, words in answer.text, "typed before" in answer.text) == (422, True, True)
    assert (key(event), world.storage.files) == ("", {})


def test_the_same_logo_twice_at_one_moment_is_two_files(organiser, event, world):
    first, second = (logos.store_logo(picture(), storage=world.storage) for _twice in range(2))
    logos.forget_unused({second}, storage=world.storage)  # the one that failed takes its own file along
    assert (first != second, sorted(world.storage.files)) == (True, [first])


def test_a_polyglot_loses_what_is_not_a_picture(organiser, event):
    upload(organiser, picture() + b"<script>alert(1)</script>")
    with gateways().storage.open(key(event)) as file:
        assert b"<script>" not in file.read()


def test_a_logo_is_replaced_and_removed_and_the_old_file_goes(organiser, event, world):
    upload(organiser, picture())
    first = key(event)
    upload(organiser, picture(size=(10, 10)))
    assert sorted(world.storage.files) == [key(event)] != [first]
    assert organiser.submit(PAGE, {"no_logo": "y"}).status_code == 303
    assert (key(event), world.storage.files) == ("", {})


def test_a_refused_form_keeps_the_old_logo_and_nothing_of_the_new(organiser, event, world):
    upload(organiser, picture())
    organiser.submit(PAGE, {"role": "partner"})
    organisations.add_organiser(event, name="Reef", role=OrganiserRole.LEAD, actor=AMARA, now=START)
    before = dict(world.storage.files)
    for more in ({"logo": (io.BytesIO(picture(size=(10, 10))), "logo.png")}, {"no_logo": "y", "logo": ""}):
        typed = {"name": "Open Seas", "role": "lead", "place": "1", **more}
        answer = organiser.post(PAGE, data=typed, content_type="multipart/form-data")
        assert (answer.status_code, "is the lead already" in answer.text) == (422, True)
        assert (world.storage.files, key(event) in before) == (before, True)


def test_a_fault_before_the_commit_keeps_the_old_logo(organiser, event, world, monkeypatch):
    upload(organiser, picture())
    before = dict(world.storage.files)

    def full(*_given, **_more):
        raise MemoryError

    monkeypatch.setattr(organisations, "move", full)
    with pytest.raises(MemoryError):
        upload(organiser, picture(size=(10, 10)))
    assert (world.storage.files, key(event) in before) == (before, True)


def test_a_picture_is_made_while_no_transaction_is_open(organiser, event, monkeypatch):
    seen, real = [], logos.as_logo
    monkeypatch.setattr(
        logos, "as_logo", lambda data: seen.append(db.session().in_transaction()) or real(data)
    )
    assert upload(organiser, picture()).status_code == 303
    assert seen == [False]


def test_a_logo_that_other_organisers_show_stays(organiser, event, chie):
    theirs = desk.event("theirs", team={Role.LEAD: chie})
    organisations.add_organiser(theirs, name="Open Seas", role=OrganiserRole.LEAD, actor=AMARA, now=START)
    answer = upload(organiser, picture())
    assert (answer.status_code, "events of other organisers" in answer.text) == (422, True)
    assert key(event) == ""


@pytest.mark.parametrize("name", ["0" * 40, "x", "0" * 39, "..%2f..%2fsecret-key"])
def test_a_name_that_is_none_is_not_found(client, app, name):
    assert client.get(f"/logos/{name}.png").status_code == 404


def test_the_public_page_shows_the_logo(organiser, new_client, event):
    upload(organiser, picture())
    event.state, event.published_at = EventState.PUBLISHED, START
    assert f'src="/{key(event)}"' in new_client().get("/events/twelve-reefs").text
