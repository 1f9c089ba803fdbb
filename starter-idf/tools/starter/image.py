"""Makes the image format that the chips' ROM and second-stage bootloaders load."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass

from starter.chips import FLASH_MODES, FLASH_SIZES, MMU_PAGE, Chip, in_flash
from starter.elf import SHT_NOBITS, Elf

HEADER = struct.Struct("<BBBBIB3sHBHH4sB")
SEGMENT_HEADER = struct.Struct("<II")
CHECKSUM_START = 0xEF
APP_DESC_MAGIC = 0xABCD5432
APP_DESC_ELF_SHA256 = 144
"""Offset of the ELF file's SHA-256 within the app description."""
MAX_GAP = 256
"""Sections nearer than this become one segment, with zeros between."""


@dataclass
class Segment:
    address: int
    data: bytes


@dataclass(frozen=True)
class HeaderFields:
    flash_mode: str
    flash_frequency: str
    flash_size: str
    min_revision: int
    max_revision: int


def segments_of(elf: Elf, chip: Chip) -> tuple[list[Segment], int]:
    """The segments by address, and how many sections were merged into a neighbour."""
    segments: list[Segment] = []
    merged = 0
    sections = (s for s in elf.allocated() if s.kind != SHT_NOBITS)
    for section in sorted(sections, key=lambda s: s.address):
        last = segments[-1] if segments else None
        gap = section.address - (last.address + len(last.data)) if last else -1
        if last and 0 <= gap < MAX_GAP and in_flash(chip, last.address) == in_flash(chip, section.address):
            last.data += bytes(gap) + section.data
            merged += 1
        else:
            segments.append(Segment(section.address, section.data))
    for segment in segments:
        segment.data += bytes(-len(segment.data) % 4)
    return segments, merged


def put_elf_digest(segments: list[Segment], digest: bytes) -> None:
    """Writes the ELF file's SHA-256 into the app description, which is the start of its segment."""
    for segment in segments:
        if segment.data[:4] == struct.pack("<I", APP_DESC_MAGIC):
            data = segment.data
            segment.data = data[:APP_DESC_ELF_SHA256] + digest + data[APP_DESC_ELF_SHA256 + len(digest) :]


def arrange(segments: list[Segment], chip: Chip) -> list[Segment]:
    """Puts flash segments where file offset and address agree within a page; RAM segments, or zeros, fill the gaps."""
    flash = [s for s in segments if in_flash(chip, s.address)]
    # The app description comes first, where tools expect it.
    flash.sort(key=lambda s: (s.data[:4] != struct.pack("<I", APP_DESC_MAGIC), s.address))
    ram = [Segment(s.address, s.data) for s in segments if not in_flash(chip, s.address)]

    arranged: list[Segment] = []
    position = HEADER.size
    for segment in flash:
        while (padding := (segment.address - position - SEGMENT_HEADER.size) % MMU_PAGE) != 0:
            filler = _filler(ram, padding)
            arranged.append(filler)
            position += SEGMENT_HEADER.size + len(filler.data)
        arranged.append(segment)
        position += SEGMENT_HEADER.size + len(segment.data)
    return arranged + ram


def _filler(ram: list[Segment], padding: int) -> Segment:
    """A segment to put into a gap of so many bytes: a part of the next RAM segment if there is one."""
    room = padding - SEGMENT_HEADER.size
    if room < 0:
        return Segment(0, bytes(room % MMU_PAGE))
    if not ram or room == 0:
        return Segment(0, bytes(room))
    source = ram[0]
    if len(source.data) <= room:
        return ram.pop(0)
    part = Segment(source.address, source.data[:room])
    ram[0] = Segment(source.address + room, source.data[room:])
    return part


def build(segments: list[Segment], entry: int, chip: Chip, fields: HeaderFields) -> bytes:
    """The whole image: header, segments, checksum, SHA-256."""
    size_and_speed = FLASH_SIZES[fields.flash_size] << 4 | chip.frequency_codes[fields.flash_frequency]
    image = bytearray(
        HEADER.pack(
            0xE9, len(segments), FLASH_MODES[fields.flash_mode], size_and_speed, entry,
            0xEE, bytes(3), chip.image_id, 0, fields.min_revision, fields.max_revision, bytes(4), 1,
        )
    )
    checksum = CHECKSUM_START
    for segment in segments:
        image += SEGMENT_HEADER.pack(segment.address, len(segment.data)) + segment.data
        for byte in segment.data:
            checksum ^= byte
    image += bytes(15 - len(image) % 16)
    image.append(checksum)
    return bytes(image) + hashlib.sha256(image).digest()
