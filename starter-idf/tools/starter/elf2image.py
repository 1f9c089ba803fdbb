#!/usr/bin/python3
"""Turns a linked program into a flashable image."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from starter import elf, image  # noqa: E402
from starter.chips import CHIPS  # noqa: E402


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--chip", choices=CHIPS, required=True)
    arguments.add_argument("--kind", choices=("app", "bootloader"), required=True)
    arguments.add_argument("--flash-mode", required=True)
    arguments.add_argument("--flash-freq", required=True)
    arguments.add_argument("--flash-size", required=True)
    arguments.add_argument("--min-rev-full", type=int, default=0)
    arguments.add_argument("--max-rev-full", type=int, default=65535)
    arguments.add_argument("-o", dest="output", type=Path, required=True)
    arguments.add_argument("elf", type=Path)
    options = arguments.parse_args()

    chip = CHIPS[options.chip]
    content = options.elf.read_bytes()
    program = elf.parse(content)
    fields = image.HeaderFields(
        options.flash_mode, options.flash_freq, options.flash_size, options.min_rev_full, options.max_rev_full
    )
    print(f"Creating {chip.name} image...")
    segments, merged = image.segments_of(program, chip)
    if merged:
        print(f"Merged {merged} ELF section{'s' if merged > 1 else ''}")
    if options.kind == "app":
        image.put_elf_digest(segments, hashlib.sha256(content).digest())
        segments = image.arrange(segments, chip)
    if len(segments) > 16:
        print(f"Error: the image would have {len(segments)} segments, but the ROM loads 16", file=sys.stderr)
        return 2
    options.output.write_bytes(image.build(segments, program.entry, chip, fields))
    print(f"Successfully created {chip.name} image.")
    print(f"Generated {options.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
