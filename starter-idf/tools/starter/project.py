"""A project directory and its build directory: checks, CMake, ninja."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from starter.arguments import CommandLine
from starter.errors import FatalError

IDF_PATH = Path(__file__).resolve().parents[2]


def idf_version() -> str:
    return (IDF_PATH / "version.txt").read_text().strip()


def build(line: CommandLine, ninja_target: str) -> None:
    ensure_configured(line)
    _run_tool("ninja", _ninja(line, ninja_target), line.build_dir)


def configure(line: CommandLine) -> None:
    ensure_configured(line, always=True)


def clean(line: CommandLine) -> None:
    _check_project(line)
    if not (line.build_dir / "build.ninja").exists():
        print(f"Build directory '{line.build_dir}' not found. Nothing to clean.")
        return
    _run_tool("ninja", _ninja(line, "clean"), line.build_dir)
    print("Done")


def full_clean(line: CommandLine) -> None:
    """Removes everything in the directory, if it is a build directory."""
    import shutil

    folder = line.build_dir
    if not folder.is_dir():
        print(f"Build directory '{folder}' not found. Nothing to clean.")
        return
    if not any(folder.iterdir()):
        print(f"Build directory '{folder}' is empty. Nothing to clean.")
        return
    if not (folder / "CMakeCache.txt").exists():
        raise FatalError(
            f"Directory '{folder}' doesn't seem to be a CMake build directory. Refusing to automatically delete files "
            "in this directory. Delete the directory manually to 'clean' it."
        )
    if line.project_dir == folder or folder in line.project_dir.parents:
        raise FatalError(f"Refusing to clean the build directory '{folder}': the project is in it.")
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    print("Done")


def unknown_action(line: CommandLine, name: str) -> None:
    """Any ninja target is an action."""
    ensure_configured(line)
    print(f"Running ninja in directory {line.build_dir}\nExecuting \"ninja {name}\"...", flush=True)
    if subprocess.run(_ninja(line, name), cwd=line.build_dir, check=False).returncode != 0:
        raise FatalError(f'command "{name}" is not known to idf.py and is not a Ninja target')


def ensure_configured(line: CommandLine, always: bool = False) -> None:
    """Runs CMake if there is no configuration, or a different one is requested. Ninja finds all later changes."""
    _check_project(line)
    _check_target(line)
    cache = read_cache(line.build_dir)
    wanted = [definition for definition in line.definitions if not _in_cache(cache, definition)]
    configured = cache and (line.build_dir / "build.ninja").exists()
    if configured and not wanted and not always:
        _check_cache(line, cache)
        return
    try:
        line.build_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FatalError(f"Cannot create the build directory {line.build_dir}: {error.strerror}") from None
    arguments = ["cmake", "-G", "Ninja", "-DPYTHON_DEPS_CHECKED=1", f"-DPYTHON={_python()}", "-DESP_PLATFORM=1"]
    if uses_ccache(line):
        arguments.append("-DCCACHE_ENABLE=1")
    arguments += [f"-D{definition}" for definition in line.definitions]
    _run_tool("cmake", [*arguments, str(line.project_dir)], line.build_dir)
    if not (line.build_dir / "project_description.json").exists():
        path = line.build_dir / "project_description.json"
        raise FatalError(f"Cannot load {path}: [Errno 2] No such file or directory: '{path}'\n"
                         "The project's CMakeLists.txt does not include $ENV{IDF_PATH}/tools/cmake/project.cmake.")


def _python() -> str:
    """This Python if it has kconfiglib; Debian's package puts it into the system's Python only."""
    import importlib.util

    return sys.executable if importlib.util.find_spec("kconfiglib") else "/usr/bin/python3"


def uses_ccache(line: CommandLine) -> bool:
    if "no_ccache" in line.switches:
        return False
    return "ccache" in line.switches or os.environ.get("IDF_CCACHE_ENABLE", "0").lower() in ("1", "true", "yes", "y", "on")


def read_cache(build_dir: Path) -> dict[str, str]:
    cache: dict[str, str] = {}
    try:
        text = (build_dir / "CMakeCache.txt").read_text(errors="replace")
    except OSError:
        return cache
    for entry in text.splitlines():
        if entry and entry[0] not in "#/":
            key, _, value = entry.partition("=")
            cache[key.partition(":")[0]] = value
    return cache


def target_in(path: Path) -> str | None:
    """The chip that a sdkconfig file is for."""
    try:
        text = path.read_text(errors="replace")
    except OSError:
        return None
    for entry in text.splitlines():
        if entry.startswith("CONFIG_IDF_TARGET="):
            return entry.partition("=")[2].strip().strip('"')
    return None


def sdkconfig_path(line: CommandLine) -> Path:
    given = line.definition("SDKCONFIG") or read_cache(line.build_dir).get("SDKCONFIG")
    return (line.project_dir / given) if given else line.project_dir / "sdkconfig"


def _in_cache(cache: dict[str, str], definition: str) -> bool:
    key, _, value = definition.partition("=")
    return cache.get(key.partition(":")[0]) == value


def _check_project(line: CommandLine) -> None:
    folder = line.project_dir
    if not folder.is_dir():
        raise FatalError(f"Project directory {folder} does not exist" if not folder.exists() else f"{folder} must be a project directory")
    if not (folder / "CMakeLists.txt").exists():
        raise FatalError(f"CMakeLists.txt not found in project directory {folder}")


def _check_target(line: CommandLine) -> None:
    """Environment, command line, sdkconfig and configuration must name the same chip."""
    environment = os.environ.get("IDF_TARGET")
    given = line.definition("IDF_TARGET")
    sdkconfig = sdkconfig_path(line)
    configured = target_in(sdkconfig)
    cached = read_cache(line.build_dir).get("IDF_TARGET")
    if environment and configured and configured != environment:
        raise FatalError(
            f"Project sdkconfig '{sdkconfig}' was generated for target '{configured}', but environment variable IDF_TARGET "
            f"is set to '{environment}'. Run 'idf.py set-target {environment}' to generate new sdkconfig file for target {environment}."
        )
    if environment and cached and cached != environment:
        raise FatalError(
            f"Target settings are not consistent: '{environment}' in the environment, '{cached}' in CMakeCache.txt. "
            "Run 'idf.py fullclean' to start again."
        )
    if given and environment and given != environment:
        raise FatalError(
            f"Target '{given}' specified on command line is not consistent with target '{environment}' in the environment."
        )
    if given and cached and cached != given:
        raise FatalError(
            f"Target '{given}' specified on command line is not consistent with target '{cached}' in CMakeCache.txt. "
            f"Run 'idf.py set-target {given}' to re-generate CMakeCache.txt."
        )
    if cached and configured and configured != cached:
        raise FatalError(
            f"Project sdkconfig '{sdkconfig}' was generated for target '{configured}', but CMakeCache.txt contains '{cached}'. "
            f"Run 'idf.py fullclean' to keep the setting in sdkconfig, or 'idf.py set-target {cached}' to keep the other."
        )


def _check_cache(line: CommandLine, cache: dict[str, str]) -> None:
    home = cache.get("CMAKE_HOME_DIRECTORY")
    if home and Path(home).resolve() != line.project_dir:
        raise FatalError(
            f"Build directory '{line.build_dir}' configured for project '{home}' not '{line.project_dir}'. "
            "Run 'idf.py fullclean' to start again."
        )
    toolchain = cache.get("CMAKE_TOOLCHAIN_FILE")
    if toolchain and Path(toolchain).resolve() != IDF_PATH / "tools" / "cmake" / "toolchain-riscv.cmake":
        raise FatalError(
            f"Build directory '{line.build_dir}' was configured with another IDF ('{toolchain}'), not with '{IDF_PATH}'. "
            "Run 'idf.py fullclean' to start again."
        )


def _ninja(line: CommandLine, target: str) -> list[str]:
    return ["ninja", *(["-v"] if "verbose" in line.switches else []), target]


def _run_tool(name: str, command: list[str], folder: Path) -> None:
    shown = " ".join(f'"{word}"' if " " in word else word for word in command)
    print(f'Running {name} in directory {folder}\nExecuting "{shown}"...', flush=True)
    environment = {"IDF_PATH": str(IDF_PATH), **os.environ}
    try:
        code = subprocess.run(command, cwd=folder, env=environment, check=False).returncode
    except FileNotFoundError:
        raise FatalError(f"'{name}' must be available on the PATH to use idf.py") from None
    if code != 0:
        raise FatalError(f"{name} failed with exit code {code}")
