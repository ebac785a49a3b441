"""Files that arrive in pieces: each counts once, in its place; what nobody goes on with is let go."""

from datetime import timedelta

import pytest

from app.domain.files.uploads import FileTooLarge
from app.extensions import db
from app.models import PartialUpload
from app.services.library import partial_uploads
from app.services.library.partial_uploads import (
    PieceMisplaced,
    UploadNotWhole,
    UploadUnknown,
    append,
    begin,
    drop_piece,
    find,
    forget,
    forget_old,
    whole,
    write_piece,
)
from app.services.library.uploads import FileMissing
from tests.support.at_once import at_once
from tests.support.world import START

DATA = bytes(range(256)) * 10


@pytest.fixture
def storage(app, world):
    return world.storage


SIZE = len(DATA)


def begun(size=SIZE, owner="speaker:1", now=START):
    made, _gone = begin(owner=owner, filename="../reefs.pdf", size=size, most=10_000, now=now)
    return made


def send(upload, data, storage, at=None):
    offset = upload.received if at is None else at
    piece = write_piece(upload.key, offset=offset, chunks=[data], storage=storage)
    append(upload, piece, now=START)
    return piece


def test_pieces_of_any_size_are_one_file_in_the_end(storage):
    upload = begun()
    assert (upload.filename, upload.received) == ("reefs.pdf", 0)
    for start, end in ((0, 7), (7, 1500), (1500, len(DATA))):
        send(upload, DATA[start:end], storage)
    with whole(find(upload.key, owner="speaker:1"), storage=storage) as file:
        assert file.read() == DATA
        file.seek(5)
        assert file.read(10) == DATA[5:15]
        file.seek(-4, 2)
        assert (file.tell(), file.read()) == (len(DATA) - 4, DATA[-4:])


def test_a_file_with_a_piece_missing_is_not_whole(storage):
    upload = begun()
    send(upload, DATA[:1500], storage)
    with pytest.raises(UploadNotWhole):
        whole(upload, storage=storage)


def test_a_piece_that_was_lost_in_the_storage_is_told(storage):
    upload = begun()
    send(upload, DATA, storage)
    storage.files.clear()
    with whole(upload, storage=storage) as file, pytest.raises(UploadUnknown):
        file.read()


@pytest.mark.parametrize(("at", "data"), [(1, b"x"), (0, DATA + b"x")])
def test_a_piece_beyond_its_place_does_not_count(storage, at, data):
    upload = begun()
    with pytest.raises(PieceMisplaced):
        send(upload, data, storage, at=at)
    assert (upload.received, upload.pieces) == (0, [])


def test_of_two_pieces_at_one_place_at_once_one_counts(app, storage):
    key, refused = begun().key, []

    def job():
        upload = find(key, owner="speaker:1")
        piece = write_piece(key, offset=0, chunks=[b"abc"], storage=storage)
        try:
            append(upload, piece, now=START)
        except PieceMisplaced:
            refused.append(piece)

    at_once(app, [job] * 4, workers=4)
    assert (find(key, owner="speaker:1").received, len(refused)) == (3, 3)


def test_only_a_piece_that_does_not_count_is_dropped(storage):
    upload = begun()
    counted = send(upload, DATA[:3], storage)
    stray = write_piece(upload.key, offset=3, chunks=[b"zzz"], storage=storage)
    for piece in (counted, stray):
        drop_piece(upload.key, piece, storage=storage)
    assert list(storage.files) == [f"pieces/{upload.key}/{counted.name}"]


def test_what_is_too_large_or_empty_is_not_begun(storage):
    for size, refusal in ((10_001, FileTooLarge), (0, FileMissing), (-1, FileMissing)):
        with pytest.raises(refusal):
            begun(size)
    assert db.session.query(PartialUpload).count() == 0


def test_an_upload_is_its_owner_s_alone(storage):
    upload = begun()
    for key, owner in ((upload.key, "speaker:2"), ("made-up", "speaker:1")):
        with pytest.raises(UploadUnknown):
            find(key, owner=owner)


def test_one_person_has_three_on_their_way_and_the_oldest_gives_way(storage):
    first = begun()
    send(first, DATA[:5], storage)
    key = first.key
    for _ in range(partial_uploads.MOST_AT_ONCE - 1):
        begun()
    begun(owner="speaker:2")
    _made, gone = begin(owner="speaker:1", filename="d.pdf", size=1, most=10, now=START)
    assert gone == list(storage.files)
    with pytest.raises(UploadUnknown):
        find(key, owner="speaker:1")
    assert db.session.query(PartialUpload).count() == partial_uploads.MOST_AT_ONCE + 1


def test_letting_go_names_the_pieces_once(storage):
    upload = begun()
    send(upload, DATA[:5], storage)
    db.session.commit()
    twin = PartialUpload(key=upload.key, owner="", filename="", size=0, touched_at=START)
    number = upload.id
    assert forget(upload) == list(storage.files)
    assert db.session.get(PartialUpload, number) is None
    db.session.expunge_all()
    twin.id = number
    db.session.add(twin)
    db.session.flush()
    assert forget(twin) == []


def test_after_two_days_without_a_piece_it_is_let_go(storage):
    old, new = begun(now=START), begun(now=START + timedelta(hours=1))
    send(old, DATA[:5], storage)
    assert forget_old(now=START + partial_uploads.KEPT) == []
    assert forget_old(now=START + partial_uploads.KEPT + timedelta(seconds=1)) == list(storage.files)
    assert [one.key for one in db.session.query(PartialUpload)] == [new.key]
