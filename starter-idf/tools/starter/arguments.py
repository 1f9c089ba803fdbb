"""Reads idf.py's command line: global options, and a sequence of actions, each with its options.

Written by hand because argparse alone takes a tenth of the time that a build with nothing to do may take.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from starter.errors import FatalError

# Options with a value, by every spelling; the ones not used here are accepted so that ESP-IDF's command lines work.
VALUED = {
    "-C": "project_dir", "--project-dir": "project_dir",
    "-B": "build_dir", "--build-dir": "build_dir",
    "-D": "define", "--define-cache-entry": "define",
    "-p": "port", "--port": "port",
    "-b": "baud", "--baud": "baud",
    "-G": "generator", "--generator": "generator",
    "--format": "format",
    "--output-file": "output_file",
}
SWITCHES = {
    "-v": "verbose", "--verbose": "verbose",
    "--ccache": "ccache", "--no-ccache": "no_ccache",
    "--no-hints": "no_hints",
    "--preview": "preview",
    "-w": "cmake_warn", "--cmake-warn-uninitialized": "cmake_warn",
    "-n": "no_warnings", "--no-warnings": "no_warnings",
    "--version": "version",
    "-h": "help", "--help": "help",
}


@dataclass
class Action:
    name: str
    argument: str | None = None


@dataclass
class CommandLine:
    actions: list[Action] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    definitions: list[str] = field(default_factory=list)
    switches: set[str] = field(default_factory=set)

    @property
    def project_dir(self) -> Path:
        return Path(self.values.get("project_dir", ".")).resolve()

    @property
    def build_dir(self) -> Path:
        given = self.values.get("build_dir")
        return Path(given).resolve() if given else self.project_dir / "build"

    def definition(self, name: str) -> str | None:
        for definition in reversed(self.definitions):
            key, _, value = definition.partition("=")
            if key.partition(":")[0] == name:
                return value
        return None


def parse(words: list[str]) -> CommandLine:
    line = CommandLine()
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word.startswith("-"):
            _parse_option(word, rest, line)
        else:
            argument = rest.pop(0) if word == "set-target" and rest and not rest[0].startswith("-") else None
            line.actions.append(Action(word, argument))
    return line


def _parse_option(word: str, rest: list[str], line: CommandLine) -> None:
    name, joined, value = word.partition("=")
    if not word.startswith("--") and len(word) > 2 and word[:2] in VALUED:
        name, joined, value = word[:2], "=", word[2:]
    if name in SWITCHES and not joined:
        line.switches.add(SWITCHES[name])
        return
    if name not in VALUED:
        raise FatalError(f"Error: No such option: {name}\nTry 'idf.py --help' for help.")
    if not joined:
        if not rest:
            raise FatalError(f"Error: Option '{name}' requires an argument.")
        value = rest.pop(0)
    if VALUED[name] == "define":
        line.definitions.append(value)
    else:
        line.values[VALUED[name]] = value
