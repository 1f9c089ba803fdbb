"""The version of the app: from CMakeLists.txt, version.txt, the options or git, as ESP-IDF takes it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import unittest
from pathlib import Path

from image_reader import read_description, read_image
from kit import CMAKELISTS, Project

IDENTITY = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@b"}


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *words], env=os.environ | IDENTITY, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def described(folder: Path) -> str:
    return git(folder, "describe", "--always", "--tags", "--dirty")


class Version(unittest.TestCase):
    def setUp(self) -> None:
        self.project = Project.written("app", _dot_gitignore="build/\nsdkconfig\n")
        self.addCleanup(self.project.remove)
        self.folder = self.project.folder

    def version(self, project: Project | None = None, **environment: str) -> str:
        project = project or self.project
        result = project.idf("reconfigure", IDF_TARGET="esp32c3", **environment)
        self.assertEqual(0, result.code, result.out + result.err)
        return json.loads(project.read("project_description.json"))["project_version"]

    def in_firmware(self) -> str:
        return read_description(read_image(self.project.read("app.bin"))).version

    def commit(self) -> None:
        if not (self.folder / ".git").exists():
            git(self.folder, "init", "-q", "-b", "main")
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-q", "--allow-empty", "-m", "work")

    def test_is_one_without_a_repository_a_commit_or_git(self) -> None:
        self.assertEqual("1", self.version())
        git(self.folder, "init", "-q")
        self.assertEqual("1", self.version())

    def test_is_what_git_describes(self) -> None:
        self.commit()
        self.assertEqual(described(self.folder), self.version())
        git(self.folder, "tag", "v1.2")
        self.assertEqual("v1.2", self.version())
        self.commit()
        self.assertRegex(self.version(), r"^v1\.2-1-g[0-9a-f]+$")
        self.project.write("main/main.c", "void app_main(void) {}\n")
        self.assertEqual(described(self.folder), self.version())
        self.assertTrue(self.version().endswith("-dirty"))
        git(self.folder, "pack-refs", "--all")
        self.assertEqual(described(self.folder), self.version())
        git(self.folder, "checkout", "-q", "--detach")
        self.assertEqual(described(self.folder), self.version())

    def test_is_that_of_a_folder_below_a_worktree_and_a_submodule(self) -> None:
        self.commit()
        git(self.folder, "tag", "v3")
        tree = self.folder.parent / "tree"
        git(self.folder, "worktree", "add", "-q", str(tree))
        self.assertEqual("v3", self.version(Project(tree)))
        below = self.folder / "apps/one"
        shutil.copytree(self.folder / "main", below / "main")
        shutil.copy(self.folder / "CMakeLists.txt", below)
        self.assertEqual(described(self.folder), self.version(Project(below)))
        outer = self.folder.parent / "outer"
        git(self.folder.parent, "init", "-q", "-b", "main", str(outer))
        git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(self.folder), "app")
        git(outer, "commit", "-q", "-m", "with the app")
        git(outer, "tag", "outer-1")
        self.assertEqual(described(outer / "app"), self.version(Project(outer / "app")))

    def test_comes_from_other_places_first(self) -> None:
        self.commit()
        git(self.folder, "tag", "v4")
        text = CMAKELISTS.format(name="app")
        self.project.write("CMakeLists.txt", text.replace("project(app)", "project(app VERSION 5.6.7)"))
        self.assertEqual("5.6.7", self.version())
        self.project.write("version.txt", "")
        self.assertEqual("5.6.7", self.version())
        self.project.write("version.txt", "8.9\n")
        self.assertEqual("8.9", self.version())
        self.project.write("CMakeLists.txt", text.replace("project(app)", "set(PROJECT_VER 10.1)\nproject(app)"))
        self.assertEqual("10.1", self.version())

    def test_is_in_the_firmware_and_compiles_one_file_again(self) -> None:
        self.project.write("sdkconfig.defaults", 'CONFIG_APP_PROJECT_VER_FROM_CONFIG=y\nCONFIG_APP_PROJECT_VER="7.7-config"\n')
        self.commit()
        self.project.built("esp32c3")
        self.assertEqual("7.7-config", self.in_firmware())
        (self.folder / "sdkconfig").unlink()
        self.project.write("sdkconfig.defaults", "")
        self.commit()
        git(self.folder, "tag", "v1.0-a-name-of-more-than-thirty-one-characters")
        self.project.built("esp32c3")
        self.assertEqual("v1.0-a-name-of-more-than-thirty", self.in_firmware())
        git(self.folder, "tag", "-d", "v1.0-a-name-of-more-than-thirty-one-characters")
        self.commit()
        git(self.folder, "tag", "v1.1")
        again = self.project.built("esp32c3")
        self.assertEqual("v1.1", self.in_firmware())
        self.assertEqual(1, len(again.steps), again.out)


if __name__ == "__main__":
    unittest.main()
