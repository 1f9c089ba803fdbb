"""The size of a linked program in each kind of memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from starter import elf
from starter.chips import Chip

SEGMENT_HEADERS = 0x20
"""Bytes of the first page of a flash window that the image's headers take."""

# The memory of each output section, and its name in the report.
PLACES: dict[str, tuple[str, str]] = {
    ".flash.text": ("Flash Code", ".text"),
    ".iram0.text": ("DRAM", ".text"),
    ".dram0.data": ("DRAM", ".data"),
    ".dram0.tdata": ("DRAM", ".tdata"),
    ".dram0.bss": ("DRAM", ".bss"),
    ".noinit": ("DRAM", ".noinit"),
    ".flash.rodata": ("Flash Data", ".rodata"),
    ".flash.appdesc": ("Flash Data", ".appdesc"),
}
MEMORIES = ("Flash Code", "DRAM", "Flash Data")
NOT_IN_IMAGE = {".dram0.bss", ".noinit"}


@dataclass
class Memory:
    name: str
    total: int
    parts: dict[str, int] = field(default_factory=dict)

    @property
    def used(self) -> int:
        return sum(self.parts.values())


@dataclass
class Use:
    memories: list[Memory]
    image_size: int


def total_of(chip: Chip, memory: str) -> int:
    if memory == "DRAM":
        return chip.ram[1] - chip.ram[0]
    low, high = chip.flash_windows[0]
    return high - low - SEGMENT_HEADERS


def measure(program: Path, chip: Chip) -> Use:
    memories = {name: Memory(name, total_of(chip, name)) for name in MEMORIES}
    image_size = 0
    sizes = {section.name: section.size for section in elf.parse(program.read_bytes()).allocated()}
    for section, (memory, part) in PLACES.items():
        if size := sizes.get(section):
            memories[memory].parts[part] = size
            image_size += 0 if section in NOT_IN_IMAGE else size
    return Use([m for m in memories.values() if m.parts], image_size)
