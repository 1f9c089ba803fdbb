"""The actions size and size-components, as text or in the JSON form that ESP-IDF calls json2."""

from __future__ import annotations

import json
from pathlib import Path

from starter import map_file, memory_use, table
from starter.arguments import CommandLine
from starter.chips import CHIPS
from starter.errors import FatalError
from starter.memory_use import PLACES, Use

FORMATS = ("text", "json2")


def run(line: CommandLine, by_component: bool) -> None:
    wanted = line.values.get("format", "text")
    if wanted not in FORMATS:
        raise FatalError(f"Error: Invalid value for '--format': '{wanted}' is not one of {', '.join(map(repr, FORMATS))}.")
    description = json.loads((line.build_dir / "project_description.json").read_text())
    if by_component:
        archives = map_file.by_archive(line.build_dir / f"{description['project_name']}.map")
        text = json.dumps(_components_json(archives), indent=4) if wanted == "json2" else _components_text(archives)
    else:
        use = memory_use.measure(line.build_dir / description["app_elf"], CHIPS[description["target"]])
        text = json.dumps(_use_json(use), indent=4) if wanted == "json2" else _use_text(use)
    if output := line.values.get("output_file"):
        Path(output).write_text(text + "\n")
    else:
        print(text)


def _use_json(use: Use) -> dict[str, object]:
    return {
        "version": "1.0",
        "layout": [
            {
                "name": memory.name,
                "total": memory.total,
                "used": memory.used,
                "free": memory.total - memory.used,
                "parts": {name: {"size": size} for name, size in memory.parts.items()},
            }
            for memory in use.memories
        ],
    }


def _use_text(use: Use) -> str:
    heading = ["Memory Type/Section", "Used [bytes]", "Used [%]", "Remain [bytes]", "Total [bytes]"]
    rows = []
    for memory in use.memories:
        percent = round(memory.used * 100 / memory.total, 2)
        rows.append([memory.name, str(memory.used), str(percent), str(memory.total - memory.used), str(memory.total)])
        for part, size in memory.parts.items():
            rows.append([f"   {part}", str(size), str(round(size * 100 / memory.total, 2)), "", ""])
    drawn = table.draw("Memory Type Usage Summary", heading, rows)
    return f"{drawn}\nTotal image size: {use.image_size} bytes (.bin may be padded larger)"


def _components_json(archives: dict[str, dict[str, int]]) -> dict[str, object]:
    result: dict[str, object] = {}
    for archive, sections in _largest_first(archives):
        memories: dict[str, dict[str, object]] = {}
        for memory in memory_use.MEMORIES:
            names = [name for name, (place, _) in PLACES.items() if place == memory]
            if not any(name in sections for name in names):
                continue
            memories[memory] = {
                "size": sum(sections.get(name, 0) for name in names),
                "size_diff": 0,
                "sections": {
                    name: {"size": sections.get(name, 0), "size_diff": 0, "abbrev_name": PLACES[name][1]} for name in names
                },
            }
        result[archive] = {
            "abbrev_name": Path(archive).name,
            "size": _total(sections),
            "size_diff": 0,
            "memory_types": memories,
        }
    return result


def _components_text(archives: dict[str, dict[str, int]]) -> str:
    heading = ["Archive File", "Total Size", *memory_use.MEMORIES]
    rows = []
    for archive, sections in _largest_first(archives):
        by_memory = [
            sum(size for name, size in sections.items() if PLACES.get(name, ("", ""))[0] == memory)
            for memory in memory_use.MEMORIES
        ]
        rows.append([Path(archive).name, str(_total(sections)), *map(str, by_memory)])
    return table.draw("Per-archive contributions to ELF file", heading, rows)


def _total(sections: dict[str, int]) -> int:
    return sum(size for name, size in sections.items() if name in PLACES)


def _largest_first(archives: dict[str, dict[str, int]]) -> list[tuple[str, dict[str, int]]]:
    counted = [(archive, sections) for archive, sections in archives.items() if _total(sections)]
    return sorted(counted, key=lambda pair: (-_total(pair[1]), pair[0]))
