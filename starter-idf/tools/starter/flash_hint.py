"""The hint after a finished build: how to flash it."""

from __future__ import annotations

import json
import os
from pathlib import Path


def text(build_dir: Path, title: str, part: str | None) -> str:
    """The commands that flash the whole build, or one part of it."""
    args = json.loads((build_dir / "flasher_args.json").read_text())
    extra = args["extra_esptool_args"]
    tool = (
        f"python -m esptool --chip {extra['chip']} -b 460800 --before {extra['before']} --after {extra['after']} write_flash"
    )
    if part is None:
        chosen = list(args["flash_files"].items())
        chosen.sort(key=lambda item: int(item[0], 16))
    else:
        chosen = [(args[part]["offset"], args[part]["file"])]
    settings = "" if part in ("app", "partition-table") else " ".join(args["write_flash_args"]) + " "
    files = " ".join(f"{offset} {os.path.relpath(build_dir)}/{file}" for offset, file in chosen)
    return (
        f"\n{title} build complete. To flash, run:\n {tool} {settings}{files}\n"
        f'or from the "{build_dir}" directory\n {tool} "@{"flash_args" if part is None else part + "-flash_args"}"\n'
    )
