#!/usr/bin/python3
"""Writes the description of a build for other tools: how to flash it, and its components. Runs once in each configuration."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from starter import partitions  # noqa: E402

BOOTLOADER = "bootloader/bootloader.bin"
TABLE = "partition_table/partition-table.bin"
DEFAULT_APP_OFFSET = 0x10000


def app_offset(csv: Path, table_offset: int) -> int:
    """Returns the partition of the app: factory, otherwise the first OTA slot. The build reports errors in the table, not this script."""
    try:
        table = partitions.lay_out(partitions.parse_csv(csv.read_text()), table_offset)
    except (OSError, UnicodeDecodeError, partitions.TableError):
        return DEFAULT_APP_OFFSET
    apps = sorted((p for p in table if p.type == partitions.TYPES["app"]), key=lambda p: p.subtype)
    return apps[0].start if apps else DEFAULT_APP_OFFSET


class Description:
    def __init__(self, options: argparse.Namespace) -> None:
        self.build: Path = options.build_dir
        self.name: str = options.name
        self.target: str = options.target
        self.project: Path = options.project_dir
        self.compiler: str = shutil.which(options.c_compiler) or options.c_compiler
        self.built: list[str] = options.built.split(";")
        self.common: list[str] = options.common.split(";")
        self.values: dict[str, str] = dict(
            entry.split("=", 1) for entry in (self.build / "build_values.txt").read_text().splitlines()
        )
        self.config = json.loads((self.build / "config" / "sdkconfig.json").read_text())
        table_offset = self.config["PARTITION_TABLE_OFFSET"]
        self.offsets = {
            "bootloader": (self.config["BOOTLOADER_OFFSET_IN_FLASH"], BOOTLOADER),
            "app": (app_offset(options.partition_csv, table_offset), f"{self.name}.bin"),
            "partition-table": (table_offset, TABLE),
        }

    def flasher_args(self) -> dict[str, object]:
        mode, size, freq = (self.config[f"ESPTOOLPY_{what}"] for what in ("FLASHMODE", "FLASHSIZE", "FLASHFREQ"))
        by_text = sorted(self.offsets.values(), key=lambda pair: hex(pair[0]))
        return {
            "write_flash_args": ["--flash_mode", mode, "--flash_size", size, "--flash_freq", freq],
            "flash_settings": {"flash_mode": mode, "flash_size": size, "flash_freq": freq},
            "flash_files": {hex(offset): file for offset, file in by_text},
            **{
                what: {"offset": hex(offset), "file": file, "encrypted": "false"}
                for what, (offset, file) in self.offsets.items()
            },
            "extra_esptool_args": {
                "after": self.config["ESPTOOLPY_AFTER"],
                "before": self.config["ESPTOOLPY_BEFORE"],
                "stub": True,
                "chip": self.target,
            },
        }

    def flash_arguments(self, *parts: str) -> str:
        mode, size, freq = (self.config[f"ESPTOOLPY_{what}"] for what in ("FLASHMODE", "FLASHSIZE", "FLASHFREQ"))
        chosen = sorted((self.offsets[part] for part in parts), key=lambda pair: hex(pair[0]))
        first = f"--flash_mode {mode} --flash_freq {freq} --flash_size {size}\n"
        return first + "".join(f"{offset:#x} {file}\n" for offset, file in chosen)

    def components(self) -> dict[str, dict[str, object]]:
        found = {}
        for line in (self.build / "components.tsv").read_text().splitlines():
            name, folder, kind, *lists = line.split("\t")
            requires, priv_requires, sources, includes = ([i for i in text.split(";") if i] for text in lists)
            found[name] = {
                "alias": f"idf::{name}",
                "target": f"___idf_{name}",
                "prefix": "idf",
                "dir": folder,
                "type": kind,
                "lib": f"__idf_{name}",
                "reqs": requires,
                "priv_reqs": priv_requires,
                "managed_reqs": [],
                "managed_priv_reqs": [],
                "file": str(self.build / "esp-idf" / name / f"lib{name}.a") if kind == "LIBRARY" else "",
                "sources": sources,
                "include_dirs": includes,
            }
        return found

    def project_description(self) -> dict[str, object]:
        components = self.components()
        paths = [components[name]["dir"] for name in self.built]
        built_only = ("type", "file", "sources")
        return {
            "version": "1.1",
            "project_name": self.name,
            "project_version": self.values["PROJECT_VER"],
            "project_path": str(self.project),
            "idf_path": str(Path(__file__).resolve().parents[2]),
            "build_dir": str(self.build),
            "config_file": self.values["SDKCONFIG"],
            "config_defaults": self.values["SDKCONFIG_DEFAULTS"],
            "bootloader_elf": str(self.build / "bootloader" / "bootloader.elf"),
            "app_elf": f"{self.name}.elf",
            "app_bin": f"{self.name}.bin",
            "build_type": "flash_app",
            "git_revision": self.values["IDF_VER"],
            "target": self.target,
            "rev": "",
            "min_rev": str(self.config["ESP_REV_MIN_FULL"]),
            "max_rev": str(self.config["ESP_REV_MAX_FULL"]),
            "phy_data_partition": "",
            "monitor_baud": str(self.config["ESPTOOLPY_MONITOR_BAUD"]),
            "monitor_toolprefix": "riscv64-unknown-elf-",
            "c_compiler": self.compiler,
            "config_environment": {
                "COMPONENT_KCONFIGS": self.values["__KCONFIGS"],
                "COMPONENT_KCONFIGS_PROJBUILD": self.values["__KCONFIG_PROJBUILDS"],
            },
            "common_component_reqs": self.common,
            "build_components": self.built,
            "build_component_paths": paths,
            "build_component_info": {name: components[name] for name in self.built},
            "all_component_info": {
                name: {key: value for key, value in info.items() if key not in built_only}
                for name, info in components.items()
            },
            "debug_prefix_map_gdbinit": "",
        }

    def write(self) -> None:
        def put(name: str, content: str) -> None:
            (self.build / name).write_text(content)

        put("flasher_args.json", json.dumps(self.flasher_args(), indent=4) + "\n")
        put("project_description.json", json.dumps(self.project_description(), indent=4) + "\n")
        for name in ("flash_args", "flash_project_args"):
            put(name, self.flash_arguments("bootloader", "app", "partition-table"))
        for name in ("app-flash_args", "flash_app_args"):
            put(name, self.flash_arguments("app"))
        for name in ("bootloader-flash_args", "flash_bootloader_args"):
            put(name, self.flash_arguments("bootloader"))
        put("partition-table-flash_args", self.flash_arguments("partition-table"))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    for name in ("build-dir", "project-dir", "partition-csv"):
        arguments.add_argument(f"--{name}", type=Path, required=True)
    for name in ("name", "target", "c-compiler", "built", "common"):
        arguments.add_argument(f"--{name}", required=True)
    Description(arguments.parse_args()).write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
