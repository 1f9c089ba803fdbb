"""Projects in temporary folders, and idf.py run on them as a user would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

IDF_PATH = Path(__file__).resolve().parents[1]
EXAMPLES = IDF_PATH.parent / "examples"
TARGETS = ("esp32c3", "esp32c6", "esp32h2", "esp32c2")

CMAKELISTS = """cmake_minimum_required(VERSION 3.16)
include($ENV{{IDF_PATH}}/tools/cmake/project.cmake)
project({name})
"""
MAIN = '#include <stdio.h>\n\nvoid app_main(void)\n{\n    printf("up\\n");\n}\n'


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def steps(self) -> list[str]:
        """The compile steps of the app that ninja announced."""
        return [line for line in self.out.splitlines() if "Building C object esp-idf/" in line]


class Project:
    """A project folder that is deleted when the test ends. Give the test as owner."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.build = folder / "build"

    @staticmethod
    def _folder(name: str) -> Path:
        return Path(tempfile.mkdtemp(prefix="starter-test-")).resolve() / name

    @classmethod
    def example(cls, name: str) -> Project:
        project = cls(cls._folder(name))
        shutil.copytree(EXAMPLES / name, project.folder, ignore=shutil.ignore_patterns("build"))
        for leftover in ("sdkconfig", "sdkconfig.old"):
            (project.folder / leftover).unlink(missing_ok=True)
        return project

    @classmethod
    def written(cls, name: str, **files: str) -> Project:
        """A project of one main.c; other files by keyword, with __ for a slash and _dot_ for a dot."""
        project = cls(cls._folder(name))
        project.write("CMakeLists.txt", CMAKELISTS.format(name=name))
        project.write("main/CMakeLists.txt", 'idf_component_register(SRCS "main.c")\n')
        project.write("main/main.c", MAIN)
        for key, content in files.items():
            project.write(key.replace("__", "/").replace("_dot_", "."), content)
        return project

    def write(self, path: str, content: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)

    def idf(self, *arguments: str, **environment: str) -> Result:
        return idf(self.folder, *arguments, **environment)

    def built(self, target: str) -> Result:
        """Builds for the target; a failed build fails the test."""
        result = self.idf("build", IDF_TARGET=target)
        if result.code != 0:
            raise AssertionError(f"build for {target} failed:\n{result.out}\n{result.err}")
        return result

    def read(self, path: str) -> bytes:
        return (self.build / path).read_bytes()

    def remove(self) -> None:
        shutil.rmtree(self.folder.parent, ignore_errors=True)


def idf(folder: Path, *arguments: str, **environment: str) -> Result:
    """Runs idf.py in a clean environment; an empty value removes a variable."""
    clean = {
        "IDF_PATH": str(IDF_PATH),
        "ESP_IDF_VERSION": "5.3",
        "PATH": f"{IDF_PATH / 'tools'}:/usr/bin:/bin",
        "HOME": os.environ.get("HOME", "/"),
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    variables = {name: value for name, value in (clean | environment).items() if value}
    done = subprocess.run(
        ["idf.py", *arguments], cwd=folder, env=variables, capture_output=True, text=True, check=False
    )
    return Result(done.returncode, done.stdout, done.stderr)


def tool(name: str, *arguments: object) -> Result:
    """Runs one of the scripts of the build."""
    done = subprocess.run(
        [sys.executable, str(IDF_PATH / "tools" / "starter" / name), *map(str, arguments)],
        capture_output=True, text=True, check=False, env={"PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin:/bin"},
    )
    return Result(done.returncode, done.stdout, done.stderr)
