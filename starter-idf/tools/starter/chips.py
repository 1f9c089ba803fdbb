"""Facts about the chips that the tools need. Those of the runtime are in components/soc."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chip:
    name: str
    image_id: int
    flash_windows: tuple[tuple[int, int], ...]
    """Address ranges that show flash through the cache."""
    ram: tuple[int, int]
    """RAM on the data bus that an app may load into, as in components/soc/<chip>/ld/memory.ld."""
    frequency_codes: dict[str, int]
    """How the image header's low speed bits name a flash frequency."""


# The esp32c6's ROM divides its fast flash clock wrongly, so that 80m uses the code of 40m.
CHIPS: dict[str, Chip] = {
    chip.name: chip
    for chip in (
        Chip("esp32c3", 5, ((0x42000000, 0x42800000), (0x3C000000, 0x3C800000)), (0x3FC80000, 0x3FCCE710),
             {"80m": 0xF, "40m": 0x0, "26m": 0x1, "20m": 0x2}),
        Chip("esp32c6", 13, ((0x42000000, 0x43000000),), (0x40800000, 0x4086E610),
             {"80m": 0x0, "40m": 0x0, "20m": 0x2}),
        Chip("esp32h2", 16, ((0x42000000, 0x43000000),), (0x40800000, 0x4083EFD0),
             {"48m": 0xF, "24m": 0x0, "16m": 0x1, "12m": 0x2}),
        Chip("esp32c2", 12, ((0x42000000, 0x42400000), (0x3C000000, 0x3C400000)), (0x3FCA0000, 0x3FCCEB70),
             {"60m": 0xF, "30m": 0x0, "20m": 0x1, "15m": 0x2}),
    )
}

FLASH_MODES: dict[str, int] = {"qio": 0, "qout": 1, "dio": 2, "dout": 3}
FLASH_SIZES: dict[str, int] = {"1MB": 0, "2MB": 1, "4MB": 2, "8MB": 3, "16MB": 4}
MMU_PAGE = 0x10000


def in_flash(chip: Chip, address: int) -> bool:
    return any(low <= address < high for low, high in chip.flash_windows)
