#!/usr/bin/python3
"""Checks that a binary fits into its space in flash."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from starter import partitions  # noqa: E402

NEARLY_FULL = 0.05


def check_bootloader(table_offset: int, offset: int, binary: Path) -> int:
    size, room = binary.stat().st_size, table_offset - offset
    if size > room:
        print(
            f"Error: Bootloader binary size {size:#x} bytes is too large for partition table offset {table_offset:#x}. "
            f"It can be {room:#x} ({room}) bytes at most, unless the partition table is moved up.",
            file=sys.stderr,
        )
        return 1
    print(f"Bootloader binary size {size:#x} bytes. {room - size:#x} bytes ({round((room - size) * 100 / room)}%) free.")
    return 0


def check_app(table: Path, binary: Path) -> int:
    apps = [p for p in partitions.from_binary(table.read_bytes()) if p.type == partitions.TYPES["app"]]
    if not apps:
        print("WARNING: Partition table does not contain any partitions matching app")
        return 0
    size, smallest = binary.stat().st_size, min(p.size for p in apps)
    if size <= smallest:
        free = smallest - size
        print(
            f"{binary.name} binary size {size:#x} bytes. Smallest app partition is {smallest:#x} bytes. "
            f"{free:#x} bytes ({free / smallest:.0%}) free."
        )
        if free / smallest < NEARLY_FULL:
            print(f"Warning: The smallest app partition is nearly full ({free / smallest:.0%} free space left)!")
        return 0
    return _report_overflow(apps, binary.name, size)


def _report_overflow(apps: list[partitions.Partition], name: str, size: int) -> int:
    small = [p for p in apps if p.size < size]
    if len(apps) == 1:
        who = "app partition is"
    elif len(apps) == len(small):
        who = "All app partitions are"
    else:
        who = f"{len(small)}/{len(apps)} app partitions are"
    fatal = len(apps) == len(small)
    lines = [f"{'Error' if fatal else 'Warning'}: {who} too small for binary {name} size {size:#x}:"]
    lines += [f"  - {p} (overflow {size - p.size:#x})" for p in small]
    print("\n".join(lines), file=sys.stderr if fatal else sys.stdout)
    return 1 if fatal else 0


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--offset", type=lambda text: int(text, 0), default=0x8000)
    kinds = arguments.add_subparsers(dest="kind", required=True)
    bootloader = kinds.add_parser("bootloader")
    bootloader.add_argument("bootloader_offset", type=lambda text: int(text, 0))
    bootloader.add_argument("binary", type=Path)
    app = kinds.add_parser("partition")
    app.add_argument("--type", choices=("app",), required=True)
    app.add_argument("table", type=Path)
    app.add_argument("binary", type=Path)
    options = arguments.parse_args()
    if options.kind == "bootloader":
        return check_bootloader(options.offset, options.bootloader_offset, options.binary)
    return check_app(options.table, options.binary)


if __name__ == "__main__":
    sys.exit(main())
