"""Every storage keeps the same promises: whole or not at all, read from anywhere, keys that stay inside."""

import hashlib

import pytest
from obstore.store import MemoryStore

from app.gateways.object_storage import BucketStorage, bucket_from_url
from app.gateways.storage import FolderStorage, MemoryStorage, storage_from_url

DATA = bytes(range(256)) * 40_000


@pytest.fixture(params=["folder", "memory", "bucket"])
def storage(request, tmp_path):
    made = {
        "folder": lambda: FolderStorage(tmp_path),
        "memory": MemoryStorage,
        "bucket": lambda: BucketStorage(MemoryStore()),
    }
    return made[request.param]()


def pieces(data, size=300_000):
    return (data[at : at + size] for at in range(0, len(data), size))


def read(storage, key):
    with storage.open(key) as stream:
        return stream.read()


def test_what_is_written_is_measured_and_read_back(storage):
    stored = storage.write("materials/a", pieces(DATA))
    assert (stored.size, stored.sha256) == (len(DATA), hashlib.sha256(DATA).hexdigest())
    assert read(storage, "materials/a") == DATA
    storage.write("materials/a", [b"new"])
    assert read(storage, "materials/a") == b"new"


def test_a_reader_begins_anywhere(storage):
    storage.write("materials/a", pieces(DATA))
    with storage.open("materials/a") as stream:
        for start, length in ((0, 1), (299_999, 2), (len(DATA) - 3, 10), (len(DATA), 5)):
            stream.seek(start)
            assert stream.read(length) == DATA[start : start + length]
        assert stream.seek(0, 2) == len(DATA)


def test_a_broken_write_leaves_what_was_there(storage):
    def breaks():
        yield DATA
        raise ConnectionError("the line broke")

    storage.write("materials/a", [b"old"])
    for key in ("materials/a", "materials/b"):
        with pytest.raises(ConnectionError):
            storage.write(key, breaks())
    assert read(storage, "materials/a") == b"old"
    with pytest.raises(FileNotFoundError):
        storage.open("materials/b")


def test_an_empty_file_is_a_file_and_a_forgotten_one_is_not(storage):
    assert storage.write("materials/a", []).size == 0
    assert read(storage, "materials/a") == b""
    for _ in range(2):
        storage.delete("materials/a")
    with pytest.raises(FileNotFoundError):
        storage.open("materials/a")


@pytest.mark.parametrize(
    "key", ["", "/etc/passwd", "../x", "a/../b", "a//b", "A", "a\\b", "a\x00", "a/.hidden", "ü"]
)
def test_a_key_leads_nowhere_else(storage, key):
    for act in (lambda: storage.write(key, [b""]), lambda: storage.open(key), lambda: storage.delete(key)):
        with pytest.raises(ValueError, match="not a storage key"):
            act()


def test_an_address_names_the_storage(tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    kinds = [
        type(storage_from_url(url))
        for url in (f"file://{tmp_path}", "memory://", "s3://bucket/files?region=eu-west-1")
    ]
    assert kinds == [FolderStorage, MemoryStorage, BucketStorage]
    with pytest.raises(ValueError, match="a bucket's address knows endpoint and region, not colour"):
        bucket_from_url("s3://bucket?colour=red")
