"""Faulty projects: the exit code, and the output lines that identify the error."""

from __future__ import annotations

import re
import unittest

from kit import MAIN, Project

BODY = "void app_main(void)\n{\n"


class CompileAndLink(unittest.TestCase):
    """One project. Each test replaces its source, and only that file is built again."""

    project: Project

    @classmethod
    def setUpClass(cls) -> None:
        cls.project = Project.written("fault")
        cls.addClassCleanup(cls.project.remove)
        cls.project.built("esp32c3")

    def fail(self, source: str) -> str:
        self.project.write("main/main.c", source)
        result = self.project.idf("build", IDF_TARGET="esp32c3")
        self.assertEqual(2, result.code, result.out)
        self.assertIn("ninja: build stopped: subcommand failed.", result.out)
        self.assertEqual("ninja failed with exit code 1\n", result.err)
        self.assertNotIn("Project build complete", result.out)
        return result.out

    def test_compile_error(self) -> None:
        out = self.fail(BODY + "    int x = ;\n}\n")
        self.assertIn("FAILED: esp-idf/main/CMakeFiles/__idf_main.dir/main.c.obj", out)
        self.assertIn(f"{self.project.folder}/main/main.c:3:13: error: expected expression before ';' token", out)

    def test_warnings_of_the_default_set_are_errors_but_unused_things_are_not(self) -> None:
        out = self.fail("#include <stdint.h>\n#include <stdio.h>\n" + BODY + "    uint32_t n = 1;\n    int unused;\n    printf(\"%d\", n);\n}\n")
        self.assertRegex(out, r"main\.c:7:\d+: error: format '%d' expects .* \[-Werror=format=\]")
        self.assertRegex(out, r"main\.c:6:\d+: warning: unused variable 'unused' \[-Wunused-variable\]")

    def test_missing_header(self) -> None:
        out = self.fail('#include "nowhere.h"\n' + MAIN)
        self.assertIn("main/main.c:1:10: fatal error: nowhere.h: No such file or directory", out)
        self.assertIn("compilation terminated.", out)

    def test_undefined_reference(self) -> None:
        out = self.fail("void motor(void);\n" + BODY + "    motor();\n}\n")
        self.assertIn("FAILED: fault.elf", out)
        self.assertIn("esp-idf/main/libmain.a(main.c.obj): in function `app_main':", out)
        self.assertIn(f"{self.project.folder}/main/main.c:4: undefined reference to `motor'", out)
        self.assertIn("collect2: error: ld returned 1 exit status", out)

    def test_no_app_main(self) -> None:
        out = self.fail("int unused_function(void)\n{\n    return 1;\n}\n")
        self.assertIn("libfreertos.a(app_startup.c.obj): in function `main_task':", out)
        self.assertIn("undefined reference to `app_main'", out)

    def test_data_overflow(self) -> None:
        out = self.fail("#include <stdio.h>\nchar big[400000];\n" + BODY + "    printf(\"%p\", big);\n}\n")
        self.assertIn("section `.dram0.bss' will not fit in region `dram0_0_seg'", out)
        self.assertIn("DRAM segment data does not fit.", out)
        self.assertRegex(out, r"region `dram0_0_seg' overflowed by \d+ bytes")

    def test_code_in_ram_overflow(self) -> None:
        out = self.fail('#include "esp_attr.h"\nIRAM_ATTR void app_main(void)\n{\n    __asm__ volatile(".space 400000");\n}\n')
        self.assertIn("section `.iram0.text' will not fit in region `iram0_0_seg'", out)
        self.assertIn("IRAM0 segment data does not fit.", out)
        self.assertRegex(out, r"region `iram0_0_seg' overflowed by \d+ bytes")


class Configuration(unittest.TestCase):
    def configure(self, **files: str) -> tuple[int, str, str]:
        project = Project.written("conf", **files)
        self.addCleanup(project.remove)
        result = project.idf("build", IDF_TARGET="esp32c3")
        # CMake wraps long lines.
        return result.code, result.out, re.sub(r"\s+", " ", result.err)

    def test_unresolved_component(self) -> None:
        code, out, err = self.configure(main__CMakeLists_dot_txt='idf_component_register(SRCS "main.c" REQUIRES nothing_like_it)\n')
        self.assertEqual(2, code)
        self.assertIn("Failed to resolve component 'nothing_like_it'.", err)
        self.assertIn("required by component 'main'", err)
        self.assertIn("-- Configuring incomplete, errors occurred!", out)
        self.assertTrue(err.endswith("cmake failed with exit code 1 "), err)

    def test_kconfig_syntax(self) -> None:
        code, _, err = self.configure(main__Kconfig_dot_projbuild='menu "M"\nconfg WRONG\nendmenu\n')
        self.assertEqual(2, code)
        self.assertRegex(err, r"main/Kconfig\.projbuild:2: error: couldn't parse 'confg WRONG': syntax error")
        self.assertIn("Failed to run kconfgen", err)
        self.assertNotIn("Traceback", err)

    def test_cmake_message(self) -> None:
        code, _, err = self.configure(
            main__CMakeLists_dot_txt='idf_component_register(SRCS "main.c")\nmessage(FATAL_ERROR "no board chosen")\n'
        )
        self.assertEqual(2, code)
        self.assertIn("CMake Error at main/CMakeLists.txt:2 (message): no board chosen", err)

    def test_cmake_syntax(self) -> None:
        code, _, err = self.configure(main__CMakeLists_dot_txt='idf_component_register(SRCS "main.c"\n')
        self.assertEqual(2, code)
        self.assertRegex(err, r"CMake Error at \S*/main/CMakeLists\.txt:1: Parse error\. Function missing ending \"\)\"\.")

    def test_missing_source(self) -> None:
        code, _, err = self.configure(main__CMakeLists_dot_txt='idf_component_register(SRCS "gone.c")\n')
        self.assertEqual(2, code)
        self.assertRegex(err, r"Cannot find source file: \S*/main/gone\.c")

    def test_component_that_does_not_register(self) -> None:
        code, _, err = self.configure(components__odd__CMakeLists_dot_txt="# nothing\n")
        self.assertEqual(2, code)
        self.assertRegex(err, r"Component 'odd' \(\S+/components/odd\) does not call idf_component_register\.")

    def test_missing_extra_component_folder(self) -> None:
        code, _, err = self.configure(
            CMakeLists_dot_txt="cmake_minimum_required(VERSION 3.16)\nset(EXTRA_COMPONENT_DIRS elsewhere)\n"
            "include($ENV{IDF_PATH}/tools/cmake/project.cmake)\nproject(conf)\n"
        )
        self.assertEqual(2, code)
        self.assertRegex(err, r"Directory specified in EXTRA_COMPONENT_DIRS doesn't exist: \S+/elsewhere")

    def test_bad_value_in_defaults_is_said_and_ignored(self) -> None:
        project = Project.written("lenient", sdkconfig_dot_defaults="CONFIG_FREERTOS_HZ=abc\nnot a setting\nCONFIG_NO_SUCH=y\n")
        self.addCleanup(project.remove)
        result = project.idf("reconfigure", IDF_TARGET="esp32c3")
        self.assertEqual(0, result.code)
        self.assertIn("warning: the value 'abc' is invalid for FREERTOS_HZ", result.err)
        self.assertIn("sdkconfig.defaults:2: warning: ignoring malformed line 'not a setting'", result.err)

    def test_missing_custom_partition_table(self) -> None:
        project = Project.written("tableless", sdkconfig_dot_defaults="CONFIG_PARTITION_TABLE_CUSTOM=y\n")
        self.addCleanup(project.remove)
        result = project.idf("build", IDF_TARGET="esp32c3")
        self.assertEqual(2, result.code)
        self.assertIn(f"ninja: error: '{project.folder}/partitions.csv', needed by 'partition_table/partition-table.bin', missing",
                      result.out + result.err)


class Targets(unittest.TestCase):
    def refused(self, project: Project, *arguments: str, **environment: str) -> str:
        self.addCleanup(project.remove)
        result = project.idf(*arguments, **environment)
        self.assertEqual(2, result.code, result.out)
        self.assertFalse(project.build.exists(), "nothing was configured")
        return result.err

    def test_sdkconfig_for_another_target_than_the_environment(self) -> None:
        err = self.refused(Project.written("a", sdkconfig='CONFIG_IDF_TARGET="esp32s3"\n'), "build", IDF_TARGET="esp32c3")
        self.assertRegex(err, r"Project sdkconfig '\S+/sdkconfig' was generated for target 'esp32s3', but environment variable IDF_TARGET")
        self.assertIn("idf.py set-target esp32c3", err)

    def test_command_line_against_environment(self) -> None:
        err = self.refused(Project.written("b"), "-DIDF_TARGET=esp32c6", "build", IDF_TARGET="esp32c3")
        self.assertIn("Target 'esp32c6' specified on command line is not consistent with target 'esp32c3' in the environment.", err)

    def test_target_that_is_not_offered(self) -> None:
        err = self.refused(Project.written("c"), "set-target", "esp32s3")
        self.assertIn("'esp32s3' is not one of 'esp32c3', 'esp32c6', 'esp32h2', 'esp32c2'.", err)

    def test_environment_with_a_target_that_is_not_offered(self) -> None:
        project = Project.written("d")
        self.addCleanup(project.remove)
        result = project.idf("build", IDF_TARGET="esp32")
        self.assertEqual(2, result.code)
        self.assertIn("target 'esp32' is not offered by starter-idf", result.err)


class TooSmallPartition(unittest.TestCase):
    def test_fails_after_linking_with_the_figures_and_keeps_the_image(self) -> None:
        project = Project.written(
            "large",
            sdkconfig_dot_defaults="CONFIG_PARTITION_TABLE_CUSTOM=y\n",
            partitions_dot_csv="nvs,data,nvs,0x9000,24K\nfactory,app,factory,0x10000,64K\n",
        )
        self.addCleanup(project.remove)
        result = project.idf("app", IDF_TARGET="esp32c3")
        self.assertEqual(2, result.code)
        size = (project.build / "large.bin").stat().st_size
        self.assertIn(f"Error: app partition is too small for binary large.bin size {size:#x}:\n"
                      f"  - Part 'factory' 0/0 @ 0x10000 size 0x10000 (overflow {size - 0x10000:#x})\n", result.out)
        self.assertRegex(result.out, r"FAILED: esp-idf/esptool_py/\S*app_check_size")


class CommandLine(unittest.TestCase):
    def test_folder_without_a_project(self) -> None:
        project = Project.written("empty")
        self.addCleanup(project.remove)
        (project.folder / "CMakeLists.txt").unlink()
        result = project.idf("build")
        self.assertEqual((2, f"CMakeLists.txt not found in project directory {project.folder}\n"), (result.code, result.err))

    def test_project_that_does_not_include_esp_idf(self) -> None:
        project = Project.written("plain")
        self.addCleanup(project.remove)
        project.write("CMakeLists.txt", "cmake_minimum_required(VERSION 3.16)\nproject(plain NONE)\n")
        result = project.idf("build")
        self.assertEqual(2, result.code)
        self.assertIn(f"Cannot load {project.build}/project_description.json", result.err)

    def test_unknown_option(self) -> None:
        project = Project.written("odd")
        self.addCleanup(project.remove)
        result = project.idf("--frobnicate", "build")
        self.assertEqual(2, result.code)
        self.assertIn("No such option: --frobnicate", result.err)

    def test_version(self) -> None:
        project = Project.written("old")
        self.addCleanup(project.remove)
        self.assertEqual("ESP-IDF v5.3.1-starter\n", project.idf("--version").out)

    def test_build_directory_of_something_else_is_not_cleaned(self) -> None:
        project = Project.written("precious", build__notes_dot_txt="keep me")
        self.addCleanup(project.remove)
        result = project.idf("fullclean")
        self.assertEqual(2, result.code)
        self.assertIn("doesn't seem to be a CMake build directory", result.err)
        self.assertTrue((project.build / "notes.txt").exists())


if __name__ == "__main__":
    unittest.main()
