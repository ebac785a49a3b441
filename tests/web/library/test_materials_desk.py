"""The desk's materials: added, replaced, ordered, published, withdrawn; errors keep the form (M1, O7, X5)."""

import io
import re
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState, MaterialState
from app.extensions import db
from app.gateways.storage import FolderStorage
from app.models import EventChange, Material, MaterialFile, MaterialKind, TeamMember
from tests.support import files, library
from tests.support.pages import folded
from tests.support.processes import PATIENCE

NEW = "/desk/events/twelve-reefs/materials/new"
LIST = "/desk/events/twelve-reefs/materials"


@pytest.fixture
def desk(client, sign_in, amara):
    library.event(lead=amara)
    return sign_in(client, amara)


def upload(data, name="slides.pdf"):
    return (io.BytesIO(data), name)


def add(desk, **fields):
    given = {"kind": "presentation", "title": "One dataset", "then": "keep"} | fields
    return desk.submit(NEW, given)


def materials():
    db.session.expire_all()
    return db.session.query(Material).order_by(Material.position).all()


def changes():
    return [(one.field, one.old, one.new) for one in db.session.query(EventChange).order_by(EventChange.id)]


def test_a_file_is_added_and_published_in_one_step(desk, new_client):
    answer = add(desk, file=upload(files.PDF), language="en", licence="CC-BY-4.0", then="publish")
    assert (answer.status_code, answer.headers["Location"]) == (303, LIST)
    (one,) = materials()
    assert (one.state, one.version, one.file.filename, one.language) == (
        MaterialState.PUBLISHED,
        1,
        "slides.pdf",
        "en",
    )
    answer = new_client().get(f"/events/twelve-reefs/materials/{one.public_id}", follow_redirects=True)
    assert answer.data == files.PDF
    assert changes() == [
        ("materials", "", "Presentation “One dataset”"),
        ("materials.content", "", "Presentation “One dataset”: slides.pdf, version 1"),
        ("materials.state", "Presentation “One dataset”: announced", "Presentation “One dataset”: received"),
        ("materials.state", "Presentation “One dataset”: received", "Presentation “One dataset”: published"),
    ]


def test_a_link_is_added(desk):
    add(desk, kind="recording", title="", url="https://vimeo.com/123456789", then="publish")
    (one,) = materials()
    assert (one.kind, one.url, one.state, one.version) == (
        MaterialKind.RECORDING, "https://vimeo.com/123456789", MaterialState.PUBLISHED, 0,
    )  # fmt: skip


def test_a_passcode_pasted_beside_a_link_is_for_the_team_alone(desk, new_client):
    add(desk, kind="recording", url="https://zoom.example.org/rec/abc Passcode: x&9", then="publish")
    (one,) = materials()
    assert (one.url, one.url_note) == ("https://zoom.example.org/rec/abc", "Passcode: x&9")
    assert "Passcode: x&amp;9" in desk.get(LIST).text
    page = new_client().get("/events/twelve-reefs").text
    assert ("zoom.example.org/rec/abc" in page, "x&amp;9" in page) == (True, False)


@pytest.mark.parametrize(
    "typed",
    [
        "youtu.be/abcdefghijk",
        "www.youtube.com/watch?v=abcdefghijk",
        '<iframe width="560" src="https://www.youtube.com/embed/abcdefghijk" title="x"></iframe>',
    ],
)
def test_a_recording_is_a_player_however_its_link_was_pasted(desk, new_client, typed):
    add(desk, kind="recording", url=typed, then="publish")
    assert "youtube-nocookie.com/embed/abcdefghijk" in new_client().get("/events/twelve-reefs").text


def test_without_link_and_file_it_is_announced(desk):
    assert add(desk).status_code == 303
    assert [(one.title, one.state) for one in materials()] == [("One dataset", MaterialState.ANNOUNCED)]


def test_the_same_form_sent_twice_makes_one_material_with_one_version(desk, world):
    for _ in range(2):
        assert add(desk, form_key="one press", file=upload(files.PDF), then="publish").status_code == 303
    assert [one.version for one in materials()] == [1]
    assert db.session.query(MaterialFile).count() == 1
    assert len(world.storage.files) == 1


def test_the_same_bytes_again_are_no_new_version_and_new_bytes_are(desk, world):
    add(desk, file=upload(files.PDF))
    (one,) = materials()
    page = f"{LIST}/{one.public_id}/content"
    desk.submit(page, {"file": upload(files.PDF, "again.pdf")})
    assert [one.version for one in materials()] == [1]
    desk.submit(page, {"file": upload(files.PDF.replace(b"obj", b"OBJ"), "newer.pdf")})
    (one,) = materials()
    assert (one.version, one.file.filename, len(world.storage.files)) == (2, "newer.pdf", 2)


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"file": upload(files.EXE)}, 422, "This file is a Windows program, whatever its name says."),
        ({"file": upload(b"")}, 422, "This file is empty."),
        ({"file": upload(files.PDF + files.PPTX)}, 422, "an archive is hidden at its end"),
        (
            {"url": "javascript:alert(1)"},
            422,
            "Only addresses that begin with https:// or http:// can be linked.",
        ),
        ({"url": "http://192.168.1.1/x"}, 422, "This address leads into a private network"),
        (
            {"url": "https://example.org/x", "file": upload(files.PDF)},
            422,
            "Give a link or a file, not both.",
        ),
        ({"then": "publish"}, 422, "There is no file and no link yet."),
        ({"title": "x" * 201}, 422, "At most 200 characters, please."),
        ({"title": "x" * 5_000_000}, 422, "At most 200 characters, please."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_half_written(desk, world, fields, status, words):
    fields = {
        key: (io.BytesIO(value[0].getvalue()), value[1]) if isinstance(value, tuple) else value
        for key, value in fields.items()
    }
    answer = add(desk, **({"title": "Kept words", "language": "fr"} | fields))
    assert (answer.status_code, words in answer.text) == (status, True)
    assert (
        fields.get("title", "Kept words") in answer.text,
        '<option selected value="fr">' in answer.text,
    ) == (True, True)
    assert (materials(), changes(), world.storage.files) == ([], [], {})


def test_a_file_over_the_limit_is_said_at_the_field_and_the_form_is_kept(desk, app, world, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 300_000)
    answer = add(
        desk,
        title="Kept words",
        url="",
        language="fr",
        file=upload(files.MP4 + bytes(400_000), "film.mp4"),
        kind="recording",
    )
    assert answer.status_code == 413
    assert [
        words in answer.text
        for words in ("This file is too large: at most", "Kept words", '<option selected value="fr">')
    ] == [True] * 3
    assert (materials(), world.storage.files) == ([], {})


def test_over_the_limit_strangers_learn_nothing(new_client, sign_in, app, amara, bo, monkeypatch):
    library.event(lead=amara)
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 300_000)
    for visitor in (new_client(), sign_in(new_client(), bo)):
        answer = visitor.post(NEW, data={"title": "T", "file": upload(bytes(400_000))})
        assert answer.status_code in {303, 404, 413}
        assert "Twelve reefs" not in answer.text


def test_60_megabytes_travel_in_flat_memory(desk, world, tmp_path, cleanup):
    world.storage = FolderStorage(tmp_path / "files")
    fields = {
        "kind": "recording",
        "title": "T",
        "person": "",
        "language": "",
        "licence": "",
        "form_key": "k",
        "url": "",
    }
    with (tmp_path / "body").open("wb") as out:
        for name, value in fields.items():
            out.write(f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
        out.write(b'--x\r\nContent-Disposition: form-data; name="file"; filename="film.mp4"\r\n\r\n')
        out.write(files.MP4)
        out.seek(60 * 1024**2 - len(files.MP4), io.SEEK_CUR)
        out.write(b"\r\n--x--\r\n")
    body = cleanup.enter_context((tmp_path / "body").open("rb"))
    size = (tmp_path / "body").stat().st_size
    tracemalloc.start()
    answer = desk.post(
        NEW, input_stream=body, content_length=size, content_type="multipart/form-data; boundary=x"
    )
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    (one,) = materials()
    assert (answer.status_code, one.file.size) == (303, 60 * 1024**2)
    assert peak < 16 * 1024**2


def test_materials_are_put_in_order(desk):
    for title in ("A", "B", "C"):
        add(desk, title=title)
    third = materials()[2]
    for _ in range(3):  # once more than there are places
        assert desk.post(f"{LIST}/{third.public_id}/move", data={"to": "up"}).status_code == 303
    assert [(one.title, one.position) for one in materials()] == [("C", 1), ("A", 2), ("B", 3)]
    desk.post(f"{LIST}/{third.public_id}/move", data={"to": "down"})
    assert [one.title for one in materials()] == ["A", "C", "B"]
    desk.post(f"{LIST}/{third.public_id}/move", data={"to": "sideways"})
    assert [one.title for one in materials()] == ["A", "C", "B"]


def test_publish_withdraw_publish_again_and_show_as_announced(desk):
    add(desk, file=upload(files.PDF))
    (one,) = materials()
    here = f"{LIST}/{one.public_id}"
    desk.post(f"{here}/state", data={"step": "publish"})
    first = materials()[0].published_at
    desk.submit(f"{here}/withdraw", {"reason": "A picture without a licence"})
    assert [(one.state, one.version) for one in materials()] == [(MaterialState.WITHDRAWN, 1)]
    assert (
        db.session.query(EventChange).order_by(EventChange.id.desc()).first().reason
        == "A picture without a licence"
    )
    desk.post(f"{here}/state", data={"step": "publish"})
    assert [(one.state, one.published_at) for one in materials()] == [(MaterialState.PUBLISHED, first)]
    desk.post(f"{here}/state", data={"step": "announce"})
    assert [one.state for one in materials()] == [MaterialState.ANNOUNCED]
    assert desk.post(f"{here}/state", data={"step": "rubbish"}).status_code == 400


def test_publishing_without_a_file_or_a_link_is_refused_at_the_field(desk):
    page = folded(add(desk, title="Twelve reefs", then="publish").text)
    assert '<a href="#file">File</a>: There is no file and no link yet.' in page
    assert re.search(r'aria-describedby="[^"]*file-error[^"]*" aria-invalid="true"[^>]* id="file"', page)
    assert ('value="Twelve reefs"' in page, materials()) == (True, [])


def test_nothing_is_published_that_is_not_there(desk):
    add(desk)
    (one,) = materials()
    answer = desk.post(f"{LIST}/{one.public_id}/state", data={"step": "publish"})
    assert (answer.status_code, answer.location) == (303, f"{LIST}#{one.public_id}")
    assert "There is no file and no link yet." in desk.get(LIST).text
    assert [one.state for one in materials()] == [MaterialState.ANNOUNCED]


def test_a_co_organiser_reads_and_does_not_change(new_client, sign_in, desk, bo):
    add(desk, file=upload(files.PDF))
    (one,) = materials()
    db.session.add(TeamMember(event_id=one.event_id, account_id=bo.account.id, role=Role.CO_ORGANISER))
    reader = sign_in(new_client(), bo)
    page = reader.get(LIST).text
    assert ["One dataset" in page, "Add a material" in page, "Edit" in page] == [True, False, False]
    assert (
        reader.get(f"/events/twelve-reefs/materials/{one.public_id}", follow_redirects=True).data == files.PDF
    )
    assert [reader.get(address).status_code for address in (NEW, f"{LIST}/{one.public_id}")] == [403, 403]
    assert reader.post(f"{LIST}/{one.public_id}/state", data={"step": "publish"}).status_code == 403


def test_two_uploads_of_one_form_at_the_same_moment_make_one_version(desk, app, sign_in, amara, world):
    """The slow part runs at the same time; then one records, and the other finds what it would have added."""
    both = Barrier(2, timeout=PATIENCE)
    write = world.storage.write

    def slowly(key, chunks):
        stored = write(key, chunks)
        both.wait()
        return stored

    world.storage.write = slowly
    visitors = [sign_in(app.test_client(), amara) for _ in range(2)]
    given = {
        "kind": "presentation",
        "title": "T",
        "person": "",
        "language": "",
        "licence": "",
        "form_key": "k",
        "url": "",
    }

    def press(visitor):
        return visitor.post(NEW, data=given | {"file": upload(files.PDF), "then": "publish"}).status_code

    db.session.commit()
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(press, visitors)) == [303, 303]
    assert [(one.title, one.version, one.state) for one in materials()] == [("T", 1, MaterialState.PUBLISHED)]
    assert (db.session.query(MaterialFile).count(), len(world.storage.files)) == (1, 1)


def test_an_empty_announcement_is_deleted_and_what_was_handed_in_is_not(desk):
    add(desk, title="A")
    add(desk, title="B", file=upload(files.PDF))
    empty, full = materials()
    assert desk.submit(f"{LIST}/{empty.public_id}/delete").status_code == 303
    assert desk.post(f"{LIST}/{full.public_id}/delete").status_code == 409
    assert [(one.title, one.position) for one in materials()] == [("B", 1)]


def test_a_description_is_edited_with_one_entry_for_each_part(desk):
    add(desk, file=upload(files.PDF))
    (one,) = materials()
    before = len(changes())
    answer = desk.submit(f"{LIST}/{one.public_id}", {"title": "Two datasets", "language": "fr"})
    assert answer.status_code == 303
    assert changes()[before:] == [
        (
            "materials.title",
            "Presentation “One dataset”: One dataset",
            "Presentation “One dataset”: Two datasets",
        ),
        ("materials.language", "Presentation “One dataset”: –", "Presentation “One dataset”: fr"),
    ]
    answer = desk.submit(f"{LIST}/{one.public_id}", {"kind": "recording"})
    assert (
        answer.status_code,
        "The file that is there now cannot be this kind of material." in answer.text,
    ) == (422, True)


def test_the_loader_is_the_permission(new_client, sign_in, amara, bo, desk):
    add(desk, file=upload(files.PDF))
    (one,) = materials()
    library.event("other", lead=amara)
    stranger = sign_in(new_client(), bo)
    for part in ("", "/content", "/withdraw", "/delete", "/versions/1"):
        assert (part, stranger.get(f"{LIST}/{one.public_id}{part}").status_code) == (part, 404)
        foreign = f"/desk/events/other/materials/{one.public_id}{part}"
        assert (part, desk.get(foreign).status_code) == (part, 404)
    for part in ("/move", "/state"):
        assert (
            stranger.post(f"{LIST}/{one.public_id}{part}", data={"step": "publish", "to": "up"}).status_code
            == 404
        )
        assert (
            desk.post(
                f"/desk/events/other/materials/{one.public_id}{part}", data={"step": "publish"}
            ).status_code
            == 404
        )
    assert stranger.post(NEW, data={"kind": "presentation", "file": upload(files.PDF)}).status_code == 404
    assert new_client().get(LIST).status_code == 303
    assert [one.state for one in materials()] == [MaterialState.RECEIVED]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_is_read_in_a_fixed_number_of_queries(desk, count_queries, count):
    for number in range(count):
        add(desk, title=str(number), file=upload(files.PDF))
    with count_queries() as asked:
        assert desk.get(LIST).status_code == 200
    assert len(asked) == 6, asked


def test_a_draft_event_has_its_materials_too(client, sign_in, amara):
    library.event(lead=amara, state=EventState.DRAFT)
    assert add(sign_in(client, amara), file=upload(files.PDF), then="publish").status_code == 303
