"""Partition tables: the CSV source and the binary format that bootloaders read."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass, replace

ROW = struct.Struct("<2sBBII16sI")
ROW_MAGIC = b"\xaa\x50"
MD5_ROW = b"\xeb\xeb" + b"\xff" * 14
TABLE_SIZE = 0xC00
"""The table's bytes; in flash it occupies a whole sector."""
SECTOR = 0x1000

TYPES = {"app": 0x00, "data": 0x01}
SUBTYPES = {
    0x00: {"factory": 0x00, "test": 0x20} | {f"ota_{n}": 0x10 + n for n in range(16)},
    0x01: {
        "ota": 0x00, "phy": 0x01, "nvs": 0x02, "coredump": 0x03, "nvs_keys": 0x04, "efuse": 0x05, "undefined": 0x06,
        "esphttpd": 0x80, "fat": 0x81, "spiffs": 0x82, "littlefs": 0x83,
    },
}
OFFSET_ALIGNMENT = {0x00: 0x10000}
FLAGS = {"encrypted": 1, "readonly": 2}


class TableError(Exception):
    """An error in the table, with the message to print."""


@dataclass(frozen=True)
class Partition:
    name: str
    type: int
    subtype: int
    offset: int | None
    """None until the table is laid out."""
    size: int
    flags: int
    line: int

    def __str__(self) -> str:
        return f"Part '{self.name}' {self.type}/{self.subtype} @ {self.start:#x} size {self.size:#x}"

    @property
    def start(self) -> int:
        assert self.offset is not None
        return self.offset

    @property
    def end(self) -> int:
        return self.start + self.size


def parse_number(text: str, names: dict[str, int] | None = None) -> int:
    """Reads a number in C's notation, a number with the suffix K or M, or one of the names."""
    lowered = text.strip().lower()
    if names and lowered in names:
        return names[lowered]
    factor = {"k": 1024, "m": 1024 * 1024}.get(lowered[-1:], 1)
    try:
        return int(lowered[:-1] if factor > 1 else lowered, 0) * factor
    except ValueError:
        known = f" (known: {', '.join(names)})" if names else ""
        raise TableError(f"Invalid value '{text.strip()}'{known}") from None


def _parse_row(line: str, number: int) -> Partition:
    fields = [field.strip() for field in line.split(",")]
    fields += [""] * (6 - len(fields))
    name, kind, subkind, offset, size, flags = fields[:6]
    if not name:
        raise TableError("Field 'name' can't be left empty")
    if len(name.encode()) > 16:
        raise TableError(f"Name '{name}' is longer than 16 bytes")
    if not kind:
        raise TableError("Field 'type' can't be left empty")
    type_number = parse_number(kind, TYPES)
    if not subkind and type_number == TYPES["app"]:
        raise TableError("App partition cannot have an empty subtype")
    if not size:
        raise TableError("Size field can't be empty")
    bits = 0
    for flag in filter(None, flags.split(":")):
        if flag not in FLAGS:
            raise TableError(f"CSV flag column contains unknown flag '{flag}'")
        bits |= FLAGS[flag]
    names = SUBTYPES.get(type_number, {})
    subtype = parse_number(subkind, names) if subkind else names.get("undefined", 0)
    return Partition(name, type_number, subtype, parse_number(offset) if offset else None, parse_number(size), bits, number)


def parse_csv(text: str) -> list[Partition]:
    partitions = []
    for number, line in enumerate(text.splitlines(), 1):
        content = line.strip()
        if not content or content.startswith("#"):
            continue
        try:
            partitions.append(_parse_row(content, number))
        except TableError as error:
            raise TableError(f"CSV Error at line {number}: {error}") from None
    return partitions


def lay_out(partitions: Iterable[Partition], table_offset: int) -> list[Partition]:
    """Computes the offset of each partition, and rejects overlaps."""
    end = table_offset + SECTOR
    placed = []
    for partition in partitions:
        if partition.offset is None:
            alignment = OFFSET_ALIGNMENT.get(partition.type, SECTOR)
            partition = replace(partition, offset=(end + alignment - 1) // alignment * alignment)
        elif partition.offset < end:
            before = "the partition table" if not placed else f"Partition '{placed[-1].name}'"
            raise TableError(
                f"CSV Error at line {partition.line}: Partitions overlap. Partition sets offset {partition.offset:#x}. "
                f"Previous partition ends {end:#x}. ({before} comes before it)"
            )
        end = partition.end
        placed.append(partition)
    return placed


def check(partitions: list[Partition], flash_size: int) -> None:
    names = [p.name for p in partitions]
    for name in names:
        if names.count(name) > 1:
            raise TableError(f"Partition names must be unique: '{name}' is used {names.count(name)} times")
    for partition in partitions:
        alignment = OFFSET_ALIGNMENT.get(partition.type, SECTOR)
        if partition.start % alignment:
            raise TableError(
                f"Partition {partition.name} invalid: Offset {partition.start:#x} is not aligned to {alignment:#x}"
            )
        if partition.type == TYPES["app"] and partition.size % SECTOR:
            raise TableError(f"Partition {partition.name} invalid: Size {partition.size:#x} is not aligned to {SECTOR:#x}")
        if partition.type == TYPES["data"] and partition.subtype == 0 and partition.size != 2 * SECTOR:
            raise TableError("otadata partition must have size = 0x2000")
    end = max((p.end for p in partitions), default=0)
    if end > flash_size:
        mega = 1024 * 1024
        raise TableError(
            f"Partition table occupies {end / mega:.1f}MB of flash ({end} bytes) which does not fit in configured "
            f"flash size {flash_size // mega}MB. Choose another flash size (CONFIG_ESPTOOLPY_FLASHSIZE) or smaller partitions."
        )


def to_binary(partitions: list[Partition]) -> bytes:
    rows = b"".join(
        ROW.pack(ROW_MAGIC, p.type, p.subtype, p.start, p.size, p.name.encode(), p.flags) for p in partitions
    )
    rows += MD5_ROW + hashlib.md5(rows, usedforsecurity=False).digest()
    if len(rows) + ROW.size > TABLE_SIZE:
        raise TableError(f"Binary partition table length ({len(rows)}) longer than max")
    return rows + b"\xff" * (TABLE_SIZE - len(rows))


def from_binary(content: bytes) -> list[Partition]:
    partitions = []
    for at in range(0, len(content), ROW.size):
        magic, kind, subtype, offset, size, name, flags = ROW.unpack_from(content, at)
        if magic != ROW_MAGIC:
            break
        partitions.append(Partition(name.rstrip(b"\0").decode(), kind, subtype, offset, size, flags, 0))
    return partitions


def describe(partitions: list[Partition]) -> str:
    """The table as CSV with every field filled in."""
    lines = ["# Partition Table", "# Name, Type, SubType, Offset, Size, Flags"]
    for p in partitions:
        kind = next((name for name, number in TYPES.items() if number == p.type), hex(p.type))
        names = SUBTYPES.get(p.type, {})
        subtype = next((name for name, number in names.items() if number == p.subtype), hex(p.subtype))
        flags = ":".join(name for name, bit in FLAGS.items() if p.flags & bit)
        lines.append(f"{p.name},{kind},{subtype},{p.start:#x},{_size_text(p.size)},{flags}")
    return "\n".join(lines)


def _size_text(size: int) -> str:
    for factor, letter in ((1024 * 1024, "M"), (1024, "K")):
        if size and size % factor == 0:
            return f"{size // factor}{letter}"
    return hex(size)
