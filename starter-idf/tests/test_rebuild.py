"""A second build: no step, one changed file, or a full rebuild with identical output."""

from __future__ import annotations

import json
import subprocess
import unittest

from kit import IDF_PATH, Project, idf


class Rebuild(unittest.TestCase):
    FILES = ("again.elf", "again.bin", "bootloader/bootloader.bin", "partition_table/partition-table.bin", "flasher_args.json")

    project: Project

    @classmethod
    def setUpClass(cls) -> None:
        cls.project = Project.written("again")
        cls.addClassCleanup(cls.project.remove)
        cls.project.built("esp32c3")

    def test_gives_the_same_bytes_again(self) -> None:
        before = {file: self.project.read(file) for file in self.FILES}
        self.assertEqual(0, self.project.idf("fullclean").code)
        self.assertFalse(any(self.project.build.iterdir()))
        self.project.built("esp32c3")
        for file in self.FILES:
            self.assertEqual(before[file], self.project.read(file), file)

    def test_does_nothing_when_nothing_changed(self) -> None:
        result = self.project.built("esp32c3")
        self.assertIn("ninja: no work to do.", result.out)
        self.assertNotIn("Running cmake", result.out)
        self.assertNotIn("[1/", result.out)

    def test_compiles_one_file_when_one_changed(self) -> None:
        source = self.project.folder / "main/main.c"
        source.write_text(source.read_text().replace("up", "up again"))
        result = self.project.built("esp32c3")
        self.assertEqual(1, len(result.steps), result.out)
        self.assertNotIn("Re-running CMake", result.out)
        self.assertNotIn("bootloader", result.out.split("Project build complete")[0])
        self.assertIn("Linking CXX executable again.elf", result.out)
        self.assertIn(b"up again", self.project.read("again.bin"))

    def test_clean_removes_what_was_built(self) -> None:
        project = Project.written("dirty")
        self.addCleanup(project.remove)
        self.assertEqual(0, project.idf("bootloader", "partition-table", IDF_TARGET="esp32c2").code)
        self.assertTrue((project.build / "bootloader/bootloader.bin").exists())
        self.assertEqual(0, project.idf("clean").code)
        self.assertFalse((project.build / "bootloader/bootloader.bin").exists())
        self.assertFalse((project.build / "partition_table/partition-table.bin").exists())
        self.assertTrue((project.build / "build.ninja").exists())

    def test_configures_again_when_the_configuration_was_edited(self) -> None:
        project = Project.written("edited")
        self.addCleanup(project.remove)
        self.assertEqual(0, project.idf("reconfigure", IDF_TARGET="esp32c3").code)
        sdkconfig = project.folder / "sdkconfig"
        text = sdkconfig.read_text().replace("CONFIG_COMPILER_OPTIMIZATION_DEBUG=y", "# CONFIG_COMPILER_OPTIMIZATION_DEBUG is not set")
        sdkconfig.write_text(text.replace("# CONFIG_COMPILER_OPTIMIZATION_SIZE is not set", "CONFIG_COMPILER_OPTIMIZATION_SIZE=y"))
        result = project.idf("partition-table", IDF_TARGET="esp32c3")
        self.assertIn("Re-running CMake", result.out)
        commands = json.loads(project.read("compile_commands.json"))
        self.assertTrue(all(" -Os " in c["command"] for c in commands))


class OtherPlaces(unittest.TestCase):
    def test_reproducible_build_gives_the_same_bytes_at_another_path(self) -> None:
        images = []
        for _ in range(2):
            project = Project.written("same", sdkconfig_dot_defaults="CONFIG_APP_REPRODUCIBLE_BUILD=y\n")
            self.addCleanup(project.remove)
            self.assertEqual(0, project.idf("app", IDF_TARGET="esp32h2").code)
            images.append(project.read("same.bin"))
        self.assertEqual(images[0], images[1])

    def test_set_target_starts_again_for_another_chip(self) -> None:
        project = Project.written("turn")
        self.addCleanup(project.remove)
        self.assertEqual(0, project.idf("set-target", "esp32c2").code)
        result = project.idf("set-target", "esp32c6")
        self.assertEqual(0, result.code, result.err)
        self.assertIn("Set Target to: esp32c6, new sdkconfig will be created.", result.out)
        self.assertIn('CONFIG_IDF_TARGET="esp32c6"', (project.folder / "sdkconfig").read_text())
        self.assertIn('CONFIG_IDF_TARGET="esp32c2"', (project.folder / "sdkconfig.old").read_text())
        result = project.idf("reconfigure")
        self.assertEqual(0, result.code, result.err)
        self.assertIn("for target esp32c6", result.out)

    def test_build_and_project_directory_may_be_anywhere(self) -> None:
        project = Project.written("away")
        self.addCleanup(project.remove)
        elsewhere = project.folder.parent / "out"
        result = Project(project.folder.parent).idf(
            "-C", str(project.folder), "-B", str(elsewhere), f"-DSDKCONFIG={elsewhere}/sdkconfig", "-D", "IDF_TARGET=esp32c6",
            "-p", "/dev/null", "-b", "115200", "reconfigure",
        )
        self.assertEqual(0, result.code, result.err)
        self.assertTrue((elsewhere / "project_description.json").is_file())
        self.assertTrue((elsewhere / "sdkconfig").is_file())
        self.assertEqual([], [p.name for p in project.folder.iterdir() if p.name in ("build", "sdkconfig")])

    def test_build_directory_of_another_tree_is_refused(self) -> None:
        project = Project.written("moved")
        self.addCleanup(project.remove)
        self.assertEqual(0, project.idf("reconfigure", IDF_TARGET="esp32c3").code)
        cache = project.build / "CMakeCache.txt"
        cache.write_text(cache.read_text().replace(str(IDF_PATH), "/opt/another/idf"))
        result = project.idf("build")
        self.assertEqual(2, result.code)
        self.assertIn("was configured with another IDF", result.err)
        self.assertIn("idf.py fullclean", result.err)

    def test_project_path_may_have_a_space_and_idf_path_may_be_unset(self) -> None:
        project = Project.written("wide")
        self.addCleanup(project.remove)
        spaced = Project(project.folder.rename(project.folder.parent / "a b"))
        result = idf(spaced.folder, "app", IDF_PATH="", IDF_TARGET="esp32c6")
        self.assertEqual(0, result.code, result.err)
        self.assertTrue((spaced.build / "wide.bin").is_file())

    def test_compiles_through_ccache_when_asked(self) -> None:
        project = Project.written("cached")
        self.addCleanup(project.remove)
        cache = project.folder.parent / "ccache"
        for _ in range(2):
            self.assertEqual(0, project.idf("fullclean").code)
            result = project.idf("bootloader", IDF_TARGET="esp32c3", IDF_CCACHE_ENABLE="1", CCACHE_DIR=str(cache))
            self.assertEqual(0, result.code, result.err)
            self.assertIn("-- ccache will be used for faster recompilation", result.out)
        statistics = subprocess.run(["ccache", "--print-stats"], env={"CCACHE_DIR": str(cache), "PATH": "/usr/bin:/bin"},
                                    capture_output=True, text=True, check=True).stdout
        hits = sum(int(line.split()[1]) for line in statistics.splitlines() if line.split()[0] in ("direct_cache_hit", "preprocessed_cache_hit"))
        self.assertGreater(hits, 5)


if __name__ == "__main__":
    unittest.main()
