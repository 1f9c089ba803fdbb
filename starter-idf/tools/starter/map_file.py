"""Reads the bytes of each archive in each section from a linker map."""

from __future__ import annotations

import re
from pathlib import Path

OUTPUT_SECTION = re.compile(r"^(\.[\w.]+)(?:\s+0x[0-9a-f]+\s+0x[0-9a-f]+)?\s*$")
CONTRIBUTION = re.compile(r"^ (?:\.[\w.$*-]+|COMMON)?\s+0x[0-9a-f]+\s+0x([0-9a-f]+) (\S.*)$")
CONTRIBUTION_NAME = re.compile(r"^ (?:\.[\w.$*-]+|COMMON)$")


def by_archive(path: Path) -> dict[str, dict[str, int]]:
    """Archive (or object file) to output section to bytes."""
    found: dict[str, dict[str, int]] = {}
    section = ""
    started = False
    pending = ""
    for line in path.read_text(errors="replace").splitlines():
        if line == "Linker script and memory map":
            started = True
        if not started:
            continue
        if line.startswith("Cross Reference Table"):
            break
        if match := OUTPUT_SECTION.match(line):
            section = match[1]
            continue
        # A long name is on a separate line; the figures are on the next one.
        if CONTRIBUTION_NAME.match(line):
            pending = line
            continue
        if match := CONTRIBUTION.match(pending + line if pending else line):
            size, origin = int(match[1], 16), match[2]
            if "(" in origin or origin.endswith((".obj", ".o")):
                archive = origin.partition("(")[0]
                sections = found.setdefault(archive, {})
                sections[section] = sections.get(section, 0) + size
        pending = ""
    return found
