"""Recordings of a spoken name, as browsers and telephones make them."""

import struct

WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + bytes(100)


MP3 = b"ID3\x04" + bytes(200)


def wav(seconds, rate=16_000):
    size = int(seconds * rate)
    head = (
        b"RIFF"
        + struct.pack("<I", size + 36)
        + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, rate, rate, 1, 8)
    )
    return head + b"data" + struct.pack("<I", size) + bytes(size)


def opus(seconds):
    page = b"OggS\x00\x02" + struct.pack("<q", 0) + bytes(13) + b"\x13OpusHead" + bytes(40)
    return page + b"OggS\x00\x04" + struct.pack("<q", int(seconds * 48_000)) + bytes(40)
