"""Reads firmware images and partition tables by the formats' documentation.

Independent on purpose: it shares no line with the tools that write them.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from functools import reduce


@dataclass(frozen=True)
class Segment:
    load: int
    offset: int
    """Offset of the data from the start of the image."""
    data: bytes


@dataclass(frozen=True)
class Image:
    mode: int
    speed: int
    size: int
    entry: int
    chip: int
    min_revision: int
    max_revision: int
    segments: list[Segment]
    length: int


class BadImage(Exception):
    pass


def read_image(content: bytes) -> Image:
    """Reads an image to its last byte, and rejects a wrong magic, checksum or hash, and bytes after the end."""
    if content[0] != 0xE9:
        raise BadImage("magic")
    count, mode, size_speed = content[1], content[2], content[3]
    entry = int.from_bytes(content[4:8], "little")
    chip = int.from_bytes(content[12:14], "little")
    min_revision = int.from_bytes(content[15:17], "little")
    max_revision = int.from_bytes(content[17:19], "little")
    if content[23] != 1:
        raise BadImage("no hash appended")

    at = 24
    segments = []
    for _ in range(count):
        load, length = int.from_bytes(content[at : at + 4], "little"), int.from_bytes(content[at + 4 : at + 8], "little")
        at += 8
        segments.append(Segment(load, at, content[at : at + length]))
        at += length
    checksum = reduce(lambda a, b: a ^ b, b"".join(s.data for s in segments), 0xEF)
    while at % 16 != 15:
        at += 1
    if content[at] != checksum:
        raise BadImage("checksum")
    at += 1
    if hashlib.sha256(content[:at]).digest() != content[at : at + 32]:
        raise BadImage("sha-256")
    if len(content) != at + 32:
        raise BadImage("trailing bytes")
    return Image(mode, size_speed & 15, size_speed >> 4, entry, chip, min_revision, max_revision, segments, len(content))


@dataclass(frozen=True)
class AppDescription:
    version: str
    project: str
    time: str
    date: str
    idf: str
    elf_sha256: bytes


def read_description(image: Image) -> AppDescription:
    """The description must be the first bytes of the first segment."""
    data = image.segments[0].data
    if data[:4] != bytes.fromhex("3254cdab"):
        raise BadImage("description magic")

    def text(start: int, length: int) -> str:
        return data[start : start + length].split(b"\0")[0].decode()

    return AppDescription(text(16, 32), text(48, 32), text(80, 16), text(96, 16), text(112, 32), data[144:176])


@dataclass(frozen=True)
class Row:
    label: str
    type: int
    subtype: int
    offset: int
    size: int
    flags: int


def read_table(content: bytes) -> list[Row]:
    if len(content) != 0xC00:
        raise BadImage("table length")
    rows = []
    for at in range(0, len(content), 32):
        row = content[at : at + 32]
        if row[:2] == b"\xaa\x50":
            offset, size = struct.unpack_from("<II", row, 4)
            rows.append(Row(row[12:28].rstrip(b"\0").decode(), row[2], row[3], offset, size, int.from_bytes(row[28:], "little")))
        elif row[:2] == b"\xeb\xeb":
            if hashlib.md5(content[:at]).digest() != row[16:] or row[2:16] != b"\xff" * 14:
                raise BadImage("table md5")
            if content[at + 32 :] != b"\xff" * (len(content) - at - 32):
                raise BadImage("bytes behind the table")
            return rows
        else:
            raise BadImage(f"row at {at:#x}")
    raise BadImage("no md5 row")
