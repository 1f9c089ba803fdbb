#!/usr/bin/python3
"""Makes the binary partition table of a CSV, or prints a binary one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from starter import partitions  # noqa: E402


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--offset", type=lambda text: int(text, 0), default=0x8000)
    arguments.add_argument("--flash-size", default="16MB")
    arguments.add_argument("input", type=Path)
    arguments.add_argument("output", type=Path, nargs="?")
    options = arguments.parse_args()
    try:
        if options.output is None:
            print(partitions.describe(partitions.from_binary(options.input.read_bytes())))
            return 0
        table = partitions.lay_out(partitions.parse_csv(options.input.read_text()), options.offset)
        partitions.check(table, int(options.flash_size.removesuffix("MB")) * 1024 * 1024)
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_bytes(partitions.to_binary(table))
    except partitions.TableError as error:
        print(f"{options.input}: Error: {error}", file=sys.stderr)
        return 2
    print("Partition table binary generated. Contents:")
    print("*" * 79)
    print(partitions.describe(table))
    print("*" * 79)
    return 0


if __name__ == "__main__":
    sys.exit(main())
