"""Runs the actions of an idf.py command line, and converts their results into output and an exit code."""

from __future__ import annotations

import sys

from starter import arguments, project
from starter.arguments import Action, CommandLine
from starter.errors import FatalError

HELP = """Usage: idf.py [OPTIONS] ACTION [ARGS]...

  starter-idf: a small work-alike of ESP-IDF for esp32c3, esp32c6, esp32h2 and esp32c2.

Options:
  -C, --project-dir PATH        The project (default: the current directory)
  -B, --build-dir PATH          Where to build (default: build/ in the project)
  -D, --define-cache-entry K=V  A CMake cache entry
  -v, --verbose                 Show every command
  -p, --port PORT / -b, --baud  Accepted, not used: nothing here talks to a board
  --ccache / --no-ccache        Use ccache (also: IDF_CCACHE_ENABLE=1)
  --no-hints                    Accepted: there are no hints
  --version                     The version, and exit

Actions:
  all (or build)   Build everything (the default)
  app, bootloader, partition-table   Build one part
  set-target CHIP  Choose the chip; starts a new configuration
  reconfigure      Run CMake again
  clean            Remove what was built
  fullclean        Remove the build directory
  size             What is used of each memory (--format text|json2)
  size-components  The same by component
  --help           This text
"""

BUILT_BY_NINJA = {"app": "App", "bootloader": "Bootloader", "partition-table": "Partition Table"}


def main(words: list[str]) -> int:
    try:
        return _run(arguments.parse(words))
    except FatalError as error:
        sys.stdout.flush()
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _run(line: CommandLine) -> int:
    if "version" in line.switches:
        print(f"ESP-IDF {project.idf_version()}")
        return 0
    if "help" in line.switches:
        print(HELP, end="")
        return 0
    for action in line.actions or [Action("all")]:
        _run_action(line, action)
    return 0


def _run_action(line: CommandLine, action: Action) -> None:
    name = action.name
    if name in ("all", "build"):
        print("Executing action: all (aliases: build)")
        project.build(line, "all")
        _say_complete(line, "Project", None)
    elif name in BUILT_BY_NINJA:
        print(f"Executing action: {name}")
        project.build(line, name)
        _say_complete(line, BUILT_BY_NINJA[name], name)
    elif name == "set-target":
        _set_target(line, action.argument)
    elif name == "reconfigure":
        print("Executing action: reconfigure")
        project.configure(line)
    elif name == "clean":
        print("Executing action: clean")
        project.clean(line)
    elif name == "fullclean":
        print("Executing action: fullclean")
        project.full_clean(line)
    elif name in ("size", "size-components"):
        _size(line, name)
    else:
        print(f"Executing action: {name}")
        project.unknown_action(line, name)


def _say_complete(line: CommandLine, title: str, part: str | None) -> None:
    from starter import flash_hint

    print(flash_hint.text(line.build_dir, title, part), end="")


def _set_target(line: CommandLine, target: str | None) -> None:
    from starter import set_target

    set_target.run(line, target)


def _size(line: CommandLine, name: str) -> None:
    from starter import size_action

    print(f"Executing action: {name}")
    project.build(line, "all")
    size_action.run(line, by_component=name == "size-components")
