#!/usr/bin/python3
"""Computes a project's configuration and writes it as sdkconfig, C header, CMake and JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

try:
    import kconfiglib
except ImportError:
    sys.exit("the Python package kconfiglib is missing: install Debian's python3-kconfiglib")

HEADER = "# Automatically generated file. DO NOT EDIT.\n# {what} ({version})\n"


def load(root: Path, sdkconfig: Path, defaults: list[Path]) -> kconfiglib.Kconfig:
    """An existing sdkconfig has precedence; the defaults only set options that it omits, as in ESP-IDF."""
    config = kconfiglib.Kconfig(str(root), warn_to_stderr=True)
    config.warn_assign_undef = False
    config.warn_assign_override = False
    config.warn_assign_redun = False
    for path in defaults:
        print(f"Loading defaults file {path}...")
        config.load_config(str(path), replace=False)
    if sdkconfig.exists():
        config.load_config(str(sdkconfig), replace=False)
    return config


def write_if_changed(path: Path, content: str) -> None:
    """Writes the file only if its content changes, so that an unchanged file causes no rebuild."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(errors="replace") != content:
        temporary = path.with_name(path.name + ".tmp")
        temporary.write_text(content)
        os.replace(temporary, path)


def sdkconfig_text(config: kconfiglib.Kconfig, header: str) -> str:
    lines = [header, config._config_contents("")]
    return "\n".join(lines)


def header_text(config: kconfiglib.Kconfig, header: str) -> str:
    lines = [header.replace("# ", "/* ", 1).replace("\n# ", "\n * ").rstrip() + " */", "#pragma once"]
    for symbol in config.unique_defined_syms:
        value = symbol.str_value
        if symbol.orig_type in (kconfiglib.BOOL, kconfiglib.TRISTATE):
            if value == "y":
                lines.append(f"#define CONFIG_{symbol.name} 1")
        elif symbol.orig_type == kconfiglib.STRING:
            if symbol.config_string:
                lines.append(f'#define CONFIG_{symbol.name} "{kconfiglib.escape(value)}"')
        elif symbol.config_string and value:
            lines.append(f"#define CONFIG_{symbol.name} {value}")
    return "\n".join(lines) + "\n"


def cmake_text(config: kconfiglib.Kconfig, header: str) -> str:
    lines = [header.rstrip()]
    names = []
    for symbol in config.unique_defined_syms:
        if not symbol.config_string:
            continue
        value = symbol.str_value
        if symbol.orig_type in (kconfiglib.BOOL, kconfiglib.TRISTATE) and value == "n":
            value = ""
        escaped = kconfiglib.escape(value).replace("$", "\\$").replace(";", "\\;")
        lines.append(f'set(CONFIG_{symbol.name} "{escaped}")')
        names.append(f"CONFIG_{symbol.name}")
    lines.append(f"set(CONFIGS_LIST {';'.join(names)})")
    return "\n".join(lines) + "\n"


def json_text(config: kconfiglib.Kconfig) -> str:
    values: dict[str, object] = {}
    for symbol in config.unique_defined_syms:
        if not symbol.config_string:
            continue
        text = symbol.str_value
        if symbol.orig_type in (kconfiglib.BOOL, kconfiglib.TRISTATE):
            values[symbol.name] = text == "y"
        elif symbol.orig_type in (kconfiglib.INT, kconfiglib.HEX):
            values[symbol.name] = int(text, 0) if text else None
        else:
            values[symbol.name] = text
    return json.dumps(values, indent=4, sort_keys=True)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kconfig", type=Path, required=True)
    arguments.add_argument("--sdkconfig", type=Path, required=True)
    arguments.add_argument("--defaults", type=Path, action="append", default=[])
    arguments.add_argument("--output", type=Path, required=True, help="the folder for the header, CMake and JSON forms")
    arguments.add_argument("--env", action="append", default=[], help="NAME=VALUE for the Kconfig files")
    options = arguments.parse_args()
    os.environ.update(pair.split("=", 1) for pair in options.env)
    version = os.environ.get("IDF_INIT_VERSION", "")
    try:
        config = load(options.kconfig, options.sdkconfig, options.defaults)
    except kconfiglib.KconfigError as error:
        print(f"kconfiglib.KconfigError: {str(error).strip()}", file=sys.stderr)
        return 1
    header = HEADER.format(what="starter-idf project configuration", version=version)
    write_if_changed(options.sdkconfig, sdkconfig_text(config, header))
    write_if_changed(options.output / "sdkconfig.h", header_text(config, header))
    write_if_changed(options.output / "sdkconfig.cmake", cmake_text(config, header))
    write_if_changed(options.output / "sdkconfig.json", json_text(config))
    return 0


if __name__ == "__main__":
    sys.exit(main())
