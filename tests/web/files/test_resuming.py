"""A file cut off on its way goes on where it broke, by a speaker's link and on the desk (rows M2, P6)."""

import base64
import hashlib
import io
import os
from datetime import timedelta

import pytest

from app.domain.access import Role
from app.domain.lifecycle import ParticipationState
from app.extensions import db
from app.models import Material, MaterialFile, PartialUpload, Participation
from app.services.library import partial_uploads
from app.web.http.safety import LARGEST_FORM
from app.worker.retention import forget_old
from tests.support import desk, speaking
from tests.support.world import START

DESK = "/desk/events/twelve-reefs/materials"
PIECE = 256 * 1024
FILM = b"\x00\x00\x00\x20ftypisom" + os.urandom(1_000_003)
SLIDES = b"%PDF-1.7\n" + os.urandom(700_001) + b"\n%%EOF\n"
TUS = {"Tus-Resumable": "1.0.0"}
NOTHING = {"person": "", "language": "", "licence": ""}


@pytest.fixture
def event(app, amara):
    return desk.event(team={Role.LEAD: amara})


@pytest.fixture
def organiser(new_client, sign_in, amara, event):
    return sign_in(new_client(), amara)


@pytest.fixture
def speaker(client, event):
    link = speaking.invited(event)
    client.post(f"{speaking.page_of(link)}/answer", data={"do": "accept"})
    return speaking.page_of(link)


def begin(client, at, size, name="Reefs at night.pdf"):
    told = base64.b64encode(name.encode()).decode()
    headers = TUS | {"Upload-Length": str(size), "Upload-Metadata": f"filename {told}"}
    return client.post(f"{at}/uploads", headers=headers)


def patch(client, where, data, offset, **more):
    headers = TUS | {"Upload-Offset": str(offset)} | more
    kind = headers.pop("Content-Type", "application/offset+octet-stream")
    return client.patch(where, data=data, headers=headers, content_type=kind)


def offset_of(client, where):
    return int(client.head(where, headers=TUS).headers["Upload-Offset"])


def send(client, where, data, until=None):
    """Send pieces from where the server stands, up to `until`."""
    at = offset_of(client, where)
    while at < (until or len(data)):
        answer = patch(client, where, data[at : at + PIECE], at)
        assert answer.status_code == 204
        at = int(answer.headers["Upload-Offset"])
    return at


def only_file():
    db.session.rollback()
    return db.session.query(MaterialFile).one()


def test_a_speakers_file_cut_at_60_percent_goes_on_and_has_the_same_checksum(client, speaker, world):
    where = begin(client, speaker, len(SLIDES)).headers["Location"]
    at = send(client, where, SLIDES, until=int(0.6 * len(SLIDES)))
    assert 0.6 * len(SLIDES) <= at < len(SLIDES)
    half = client.post(
        f"{speaker}/slides", data={"upload": where.split("/")[-1], "licence": "CC-BY-4.0", "language": ""}
    )
    assert (half.status_code, "Only a part of this file has arrived." in half.text) == (422, True)
    assert offset_of(client, where) == at  # the line is there again
    send(client, where, SLIDES)
    done = client.post(
        f"{speaker}/slides", data={"upload": where.split("/")[-1], "licence": "CC-BY-4.0", "language": ""}
    )
    assert done.status_code == 303
    stored = only_file()
    assert (stored.sha256, stored.size) == (hashlib.sha256(SLIDES).hexdigest(), len(SLIDES))
    assert (stored.filename, world.storage.files[stored.key] == SLIDES) == ("Reefs at night.pdf", True)
    assert [name for name in world.storage.files if name.startswith("pieces/")] == []
    assert client.head(where, headers=TUS).status_code == 404


def test_a_recording_on_the_desk_goes_the_same_way(organiser, world):
    where = begin(organiser, DESK, len(FILM), "session.mp4").headers["Location"]
    send(organiser, where, FILM, until=len(FILM) // 2)
    send(organiser, where, FILM)
    form = {"kind": "recording", "upload": where.split("/")[-1], "then": "keep"} | NOTHING
    assert organiser.post(f"{DESK}/new", data=form).status_code == 303
    stored = only_file()
    assert (stored.sha256, stored.media_type) == (hashlib.sha256(FILM).hexdigest(), "video/mp4")
    assert list(world.storage.files) == [stored.key]


def test_a_form_with_another_mistake_keeps_the_file_that_arrived(client, speaker):
    where = begin(client, speaker, len(SLIDES)).headers["Location"]
    send(client, where, SLIDES)
    key = where.split("/")[-1]
    refused = client.post(f"{speaker}/slides", data={"upload": key, "language": ""})
    assert (refused.status_code, f'value="{key}"' in refused.text) == (422, True)
    assert (
        client.post(
            f"{speaker}/slides", data={"upload": key, "licence": "CC-BY-4.0", "language": ""}
        ).status_code
        == 303
    )


def test_a_program_in_pieces_is_refused_like_any_other_and_nothing_stays(client, speaker, world):
    program = b"MZ" + os.urandom(300_000)
    where = begin(client, speaker, len(program)).headers["Location"]
    send(client, where, program)
    form = {"upload": where.split("/")[-1], "licence": "CC-BY-4.0", "language": ""}
    answer = client.post(f"{speaker}/slides", data=form)
    assert (answer.status_code, "Windows program" in answer.text) == (422, True)
    assert (db.session.query(Material).count(), world.storage.files) == (0, {})


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"Upload-Offset": "7"}, 409),
        ({"Upload-Offset": "-1"}, 400),
        ({"Upload-Offset": "x" * 40}, 400),
        ({"Tus-Resumable": "0.2.2"}, 412),
        ({"Content-Type": "text/plain"}, 415),
    ],
)
def test_a_piece_that_does_not_fit_is_refused_and_counts_nothing(client, speaker, change, status):
    where = begin(client, speaker, 1000).headers["Location"]
    assert patch(client, where, b"x" * 10, 0, **change).status_code == status
    assert offset_of(client, where) == 0


def test_more_than_was_announced_is_refused_and_cannot_be_handed_in(client, speaker):
    where = begin(client, speaker, 10).headers["Location"]
    assert patch(client, where, b"x" * 11, 0).status_code == 409
    assert offset_of(client, where) == 0


def test_a_piece_that_is_too_long_and_a_file_that_is_too_large_are_refused(client, speaker, app):
    where = begin(client, speaker, LARGEST_FORM).headers["Location"]
    assert patch(client, where, bytes(partial_uploads.LARGEST_PIECE + 1), 0).status_code == 413
    answer = begin(client, speaker, app.config["MAX_CONTENT_LENGTH"] + 1)
    assert (answer.status_code, "This file is too large" in answer.text) == (413, True)
    assert begin(client, speaker, 0).status_code == 422


def test_a_file_is_not_broken_into_crumbs(client, speaker, monkeypatch):
    monkeypatch.setattr(partial_uploads, "MOST_PIECES", 3)
    where = begin(client, speaker, 1000).headers["Location"]
    assert [patch(client, where, b"x" * 10, 10 * at).status_code for at in range(4)] == [204, 204, 204, 413]
    assert offset_of(client, where) == 30


def test_who_takes_no_part_sends_no_pieces(client, speaker):
    where = begin(client, speaker, 1000).headers["Location"]
    db.session.query(Participation).one().state = ParticipationState.DECLINED
    db.session.commit()
    assert begin(client, speaker, 1000).status_code == 409
    assert patch(client, where, b"x" * 10, 0).status_code == 409


def test_nobody_goes_on_with_an_upload_of_somebody_else(client, new_client, speaker, organiser, event):
    where = begin(client, speaker, 1000).headers["Location"]
    key = where.split("/")[-1]
    other = speaking.page_of(speaking.invited(event, "Bo Lindqvist", "bo@example.org"))
    new_client().post(f"{other}/answer", data={"do": "accept"})
    assert new_client().head(f"{other}/uploads/{key}", headers=TUS).status_code == 404
    assert organiser.head(f"{DESK}/uploads/{key}", headers=TUS).status_code == 404
    answer = organiser.post(
        f"{DESK}/new", data={"kind": "presentation", "upload": key, "then": "keep"} | NOTHING
    )
    assert (answer.status_code, "not known any more" in answer.text) == (422, True)
    assert begin(new_client(), DESK, 1000).status_code == 303  # to sign in


def test_one_person_has_three_on_their_way_and_the_oldest_gives_way(client, speaker, world):
    places = []
    for _number in range(4):
        places.append(begin(client, speaker, 1000).headers["Location"])
        patch(client, places[-1], b"x" * 10, 0)
    assert [client.head(one, headers=TUS).status_code for one in places] == [404, 200, 200, 200]
    assert len(world.storage.files) == 3


def test_what_nobody_goes_on_with_is_gone_after_two_days(app, client, speaker, world, clock):
    where = begin(client, speaker, 1000).headers["Location"]
    patch(client, where, b"x" * 10, 0)
    for passed, left in ((partial_uploads.KEPT - timedelta(minutes=1), 1), (timedelta(minutes=2), 0)):
        clock.move(passed)
        forget_old(app)
        assert (db.session.query(PartialUpload).count(), len(world.storage.files)) == (left, left)
        db.session.rollback()


def test_it_can_be_given_up_at_once(client, speaker, world):
    where = begin(client, speaker, 1000).headers["Location"]
    patch(client, where, b"x" * 10, 0)
    assert client.delete(where, headers=TUS).status_code == 204
    assert (client.head(where, headers=TUS).status_code, world.storage.files) == (404, {})


def counted(world, key, data):
    """Store and count pieces of an upload; return them."""
    found, made = db.session.query(PartialUpload).filter_by(key=key).one(), []
    for one in data:
        at = found.received
        made.append(partial_uploads.write_piece(key, offset=at, chunks=[one], storage=world.storage))
        partial_uploads.append(found, made[-1], now=found.touched_at)
    db.session.commit()
    return made


def test_of_two_pieces_at_the_same_place_one_counts_and_the_other_replaces_nothing(app, world):
    made, _gone = partial_uploads.begin(owner="x", filename="a", size=10, most=10, now=START)
    first, second = (
        partial_uploads.write_piece(made.key, offset=0, chunks=[data], storage=world.storage)
        for data in (b"0123456789", b"xxx")
    )
    partial_uploads.append(made, first, now=START)
    with pytest.raises(partial_uploads.PieceMisplaced):
        partial_uploads.append(made, second, now=START)
    db.session.commit()
    for piece in (first, second):
        partial_uploads.drop_piece(made.key, piece, storage=world.storage)
    assert list(world.storage.files.values()) == [b"0123456789"]
    with partial_uploads.whole(made, storage=world.storage) as stream:
        assert stream.read() == b"0123456789"


@pytest.mark.parametrize("before", [False, True])  # before pieces had names of their own
def test_pieces_read_as_one_file_from_any_place(app, world, before):
    upload, _gone = partial_uploads.begin(owner="x", filename="a", size=10, most=10, now=START)
    counted(world, upload.key, (b"0123", b"4", b"56789"))
    if before:
        upload.pieces = [0, 4, 5]
        for name in list(world.storage.files):
            world.storage.files[name.partition("-")[0]] = world.storage.files.pop(name)
    stream = partial_uploads.whole(upload, storage=world.storage)
    assert stream.read() == b"0123456789"
    assert (stream.seek(-4, io.SEEK_END), stream.read(3)) == (6, b"678")
    assert (stream.seek(3), stream.read(3)) == (3, b"345")
    stream.close()
    assert sorted(partial_uploads.forget(upload)) == sorted(world.storage.files)


@pytest.mark.parametrize("left", [None, b"5"])
def test_a_piece_that_is_gone_or_cut_off_never_makes_a_shorter_file(app, world, left):
    upload, _gone = partial_uploads.begin(owner="x", filename="a", size=10, most=10, now=START)
    _first, second = counted(world, upload.key, (b"01234", b"56789"))
    place = f"pieces/{upload.key}/{second.name}"
    del world.storage.files[place]
    if left:
        world.storage.files[place] = left
    stream = partial_uploads.whole(upload, storage=world.storage)
    with pytest.raises(partial_uploads.UploadUnknown):
        stream.read()
    stream.close()


def meanwhile(monkeypatch, name, act):
    """Let something happen while `partial_uploads.<name>` is called first: a piece is stored after it."""
    real = getattr(partial_uploads, name)

    def slowly(*given, **named):
        monkeypatch.setattr(partial_uploads, name, real)
        if name == "write_piece":
            act()
            return real(*given, **named)
        answer = real(*given, **named)
        act()
        return answer

    monkeypatch.setattr(partial_uploads, name, slowly)


def test_a_piece_on_its_way_while_its_upload_is_given_up_leaves_nothing(
    client, new_client, speaker, world, monkeypatch
):
    where = begin(client, speaker, 1000).headers["Location"]
    meanwhile(monkeypatch, "write_piece", lambda: new_client().delete(where, headers=TUS))
    assert patch(client, where, bytes(1000), 0).status_code == 404
    assert world.storage.files == {}


def test_of_two_windows_at_one_place_the_slower_leaves_nothing(
    client, new_client, speaker, world, monkeypatch
):
    where = begin(client, speaker, len(SLIDES)).headers["Location"]
    wrong, answers = bytes(PIECE + 7), []
    meanwhile(
        monkeypatch, "write_piece", lambda: answers.append(send(new_client(), where, SLIDES, until=PIECE))
    )
    assert (patch(client, where, wrong, 0).status_code, answers) == (409, [PIECE])
    assert list(world.storage.files.values()) == [SLIDES[:PIECE]]
    send(client, where, SLIDES)
    form = {"upload": where.split("/")[-1], "licence": "CC-BY-4.0", "language": ""}
    assert client.post(f"{speaker}/slides", data=form).status_code == 303
    assert only_file().sha256 == hashlib.sha256(SLIDES).hexdigest()


def test_of_one_form_sent_twice_the_slower_is_told_and_one_file_stays(
    client, new_client, speaker, world, monkeypatch
):
    where = begin(client, speaker, len(SLIDES)).headers["Location"]
    send(client, where, SLIDES)
    form = {"upload": where.split("/")[-1], "licence": "CC-BY-4.0", "language": "", "form_key": "once"}
    answers = []
    meanwhile(
        monkeypatch,
        "whole",
        lambda: answers.append(new_client().post(f"{speaker}/slides", data=form).status_code),
    )
    slower = client.post(f"{speaker}/slides", data=form)
    assert (answers, slower.status_code) == ([303], 422)
    assert ("not known any more" in slower.text, 'name="upload" type="hidden" value=""' in slower.text) == (
        True,
        True,
    )
    assert list(world.storage.files) == [only_file().key]
