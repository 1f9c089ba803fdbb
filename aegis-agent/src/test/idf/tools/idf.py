#!/usr/bin/env python3
"""A very small idf.py for tests: the rules of ESP-IDF about targets and incremental builds, one real compiler, and a
hook by which a test's project does what it likes, as real projects can by CMake."""
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path.cwd()
BUILD = PROJECT / "build"
CACHE = BUILD / "CMakeCache.txt"
COMPILER = ["riscv64-unknown-elf-gcc", "-march=rv32imc", "-mabi=ilp32", "-nostdlib", "-ffreestanding"]


def value(path: Path, key: str) -> str:
    if not path.is_file():
        return ""
    for line in path.read_text().splitlines():
        if line.startswith(key):
            return line[len(key):].strip().strip('"')
    return ""


def fail(message: str) -> None:
    print(message, file=sys.stderr)
    sys.exit(2)


def configure(sdkconfig: Path, definitions: list[str]) -> None:
    target = os.environ.get("IDF_TARGET", "esp32")
    configured = value(sdkconfig, "CONFIG_IDF_TARGET=")
    cached = value(CACHE, "IDF_TARGET:STRING=")
    if configured and configured != target or cached and cached != target:
        fail(f"project was configured for {configured or cached}, not for {target}; run set-target")
    if not CACHE.is_file():
        print("Running cmake in directory /project/build", flush=True)
        BUILD.mkdir(exist_ok=True)
    hook("configuring.sh")
    CACHE.write_text(f"IDF_TARGET:STRING={target}\n" + "".join(f"{d}\n" for d in definitions))
    defaults = [d.partition("=")[2].split(";") for d in definitions if d.startswith("SDKCONFIG_DEFAULTS=")]
    settings = {"CONFIG_IDF_TARGET": f'"{target}"', "CONFIG_SPEED": "1"}
    for name in [*(defaults[0] if defaults else ["sdkconfig.defaults"]), str(sdkconfig)]:
        if (PROJECT / name).is_file():
            lines = (PROJECT / name).read_text().splitlines()
            settings.update(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    text = "".join(f"{key}={settings[key]}\n" for key in settings)
    if not sdkconfig.is_file() or sdkconfig.read_text() != text:
        sdkconfig.write_text(text)
    hook("configured.sh")


def compile_all() -> list[Path]:
    sources = sorted((PROJECT / "main").glob("*.c"))
    objects = []
    stale = []
    for source in sources:
        output = BUILD / (source.stem + ".o")
        objects.append(output)
        if not output.exists() or output.stat().st_mtime_ns < source.stat().st_mtime_ns:
            stale.append((source, output))
    total = len(stale) + 1
    for number, (source, output) in enumerate(stale, 1):
        print(f"[{number}/{total}] Building C object {source.name}.obj", flush=True)
        done = subprocess.run([*COMPILER, "-c", f"main/{source.name}", "-o", output], cwd=PROJECT)
        if done.returncode != 0:
            print("ninja: build stopped: subcommand failed.", flush=True)
            fail("ninja failed with exit code 1, output of the command is above")
    print(f"[{total}/{total}] Linking CXX executable app.elf", flush=True)
    subprocess.run([*COMPILER, "-Wl,-e,0", *objects, "-o", BUILD / "app.elf"], check=True)
    return objects


def package() -> None:
    print("Generated /project/build/app.bin", flush=True)
    (BUILD / "app.bin").write_bytes((BUILD / "app.elf").read_bytes())
    (BUILD / "bootloader").mkdir(exist_ok=True)
    (BUILD / "bootloader" / "bootloader.bin").write_bytes(b"boot")
    (BUILD / "partition-table.bin").write_bytes(b"table")
    (BUILD / "app.map").write_text("map")
    (BUILD / "project_description.json").write_text(json.dumps({"app_elf": "app.elf"}))
    (BUILD / "flasher_args.json").write_text(json.dumps({
        "flash_files": {"0x0": "bootloader/bootloader.bin", "0x8000": "partition-table.bin", "0x10000": "app.bin"},
        "bootloader": {"offset": "0x0", "file": "bootloader/bootloader.bin"},
        "partition-table": {"offset": "0x8000", "file": "partition-table.bin"},
        "app": {"offset": "0x10000", "file": "app.bin"},
    }))


def hook(name: str) -> None:
    """What a project may do by its own code while it is built."""
    if (PROJECT / name).exists():
        done = subprocess.run(["sh", PROJECT / name])
        if done.returncode != 0:
            sys.exit(2)


def main(words: list[str]) -> None:
    if not (PROJECT / "CMakeLists.txt").exists():
        fail("CMakeLists.txt not found in project directory /project")
    definitions = [word[2:] for word in words if word.startswith("-D")]
    actions = [word for word in words if not word.startswith("-D")]
    given = [d.partition("=")[2] for d in definitions if d.startswith("SDKCONFIG=")]
    sdkconfig = PROJECT / (given[0] if given else "sdkconfig")
    if actions[0] == "set-target":
        shutil.rmtree(BUILD, ignore_errors=True)
        if sdkconfig.exists():
            sdkconfig.rename(PROJECT / "sdkconfig.old")
        print(f"Set Target to: {actions[1]}, new sdkconfig will be created.")
        configure(sdkconfig, definitions)
        return
    configure(sdkconfig, definitions)
    hook("before.sh")
    compile_all()
    package()
    hook("after.sh")
    print("Project build complete.")


main(sys.argv[1:])
