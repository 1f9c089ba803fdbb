"""The action that sets the chip of a project."""

from __future__ import annotations

import os

from starter import project
from starter.arguments import CommandLine
from starter.chips import CHIPS
from starter.errors import FatalError


def run(line: CommandLine, target: str | None) -> None:
    names = "|".join(CHIPS)
    usage = f"Usage: idf.py set-target {{{names}}}\n\n"
    if target is None:
        raise FatalError(f"{usage}Error: Missing argument '{{{names}}}'.")
    if target not in CHIPS:
        known = ", ".join(repr(name) for name in CHIPS)
        raise FatalError(f"{usage}Error: Invalid value for '{{{names}}}': '{target}' is not one of {known}.")
    environment = os.environ.get("IDF_TARGET")
    if environment and environment != target:
        raise FatalError(
            f"Target '{target}' specified on command line is not consistent with target '{environment}' in the environment."
        )
    print("Adding \"set-target\"'s dependency \"fullclean\" to list of commands with default set of options.")
    print("Executing action: fullclean")
    sdkconfig = project.sdkconfig_path(line)
    project.full_clean(line)
    print("Executing action: set-target")
    if sdkconfig.exists():
        old = sdkconfig.with_name(sdkconfig.name + ".old")
        print(f"Set Target to: {target}, new sdkconfig will be created. Existing sdkconfig will be renamed to {old.name}.")
        os.replace(sdkconfig, old)
    else:
        print(f"Set Target to: {target}, new sdkconfig will be created.")
    line.definitions = [d for d in line.definitions if not d.startswith("IDF_TARGET=")] + [f"IDF_TARGET={target}"]
    project.configure(line)
