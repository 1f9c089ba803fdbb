"""Reads the parts of a 32-bit little-endian ELF file that the tools need."""

from __future__ import annotations

import struct
from dataclasses import dataclass

SHT_PROGBITS = 1
SHT_NOBITS = 8
SHT_INIT_ARRAY = 14
SHF_WRITE = 1
SHF_ALLOC = 2
SHF_EXECINSTR = 4


@dataclass(frozen=True)
class Section:
    name: str
    kind: int
    flags: int
    address: int
    size: int
    data: bytes
    """Empty for a section that has no bytes in the file."""


@dataclass(frozen=True)
class Elf:
    entry: int
    sections: tuple[Section, ...]

    def allocated(self) -> list[Section]:
        return [s for s in self.sections if s.flags & SHF_ALLOC and s.size > 0]


def parse(content: bytes) -> Elf:
    if content[:6] != b"\x7fELF\x01\x01":
        raise ValueError("not a 32-bit little-endian ELF file")
    entry, _, table = struct.unpack_from("<III", content, 24)
    entry_size, count, names_index = struct.unpack_from("<HHH", content, 46)
    headers = [struct.unpack_from("<IIIIII", content, table + i * entry_size) for i in range(count)]
    names_at = headers[names_index][4]

    sections = []
    for name_at, kind, flags, address, offset, size in headers:
        start = names_at + name_at
        name = content[start : content.index(b"\0", start)].decode()
        data = b"" if kind == SHT_NOBITS else content[offset : offset + size]
        sections.append(Section(name, kind, flags, address, size, data))
    return Elf(entry, tuple(sections))
