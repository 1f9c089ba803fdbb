"""The effect of options, the size report, and an unknown action, all on one built project."""

from __future__ import annotations

import json
import unittest

import image_reader
from kit import Project, idf

DEFAULTS = """CONFIG_ESPTOOLPY_FLASHSIZE_4MB=y
CONFIG_ESPTOOLPY_FLASHMODE_DOUT=y
CONFIG_ESPTOOLPY_FLASHFREQ_40M=y
CONFIG_PARTITION_TABLE_TWO_OTA=y
CONFIG_COMPILER_DISABLE_DEFAULT_ERRORS=y
CONFIG_COMPILER_OPTIMIZATION_PERF=y
CONFIG_APP_COMPILE_TIME_DATE=y
CONFIG_LOG_DEFAULT_LEVEL_ERROR=y
"""
SOURCE = """#include <stdio.h>
#include "esp_log.h"
#include "probe.h"

void app_main(void)
{
    unsigned long n = probe();
    printf("%d", n);
    ESP_LOGI("tag", "text that is left out");
}
"""
PROBE = """#include "probe.h"
#include "sdkconfig.h"

unsigned long probe(void)
{
    return CONFIG_PROBE_VALUE;
}
"""


class Options(unittest.TestCase):
    project: Project

    @classmethod
    def setUpClass(cls) -> None:
        cls.project = Project.written(
            "options",
            sdkconfig_dot_defaults=DEFAULTS,
            version_dot_txt="2.5.0-rc1\n",
            main__main_dot_c=SOURCE,
            extra__probe__CMakeLists_dot_txt='idf_component_register(SRC_DIRS "." INCLUDE_DIRS "." WHOLE_ARCHIVE)\n'
            'target_compile_options(${COMPONENT_LIB} PRIVATE -DPROBE_OPTION)\n',
            extra__probe__probe_dot_h="unsigned long probe(void);\n",
            extra__probe__probe_dot_c=PROBE,
            extra__probe__Kconfig='config PROBE_VALUE\n    int "Value"\n    default 7\n',
        )
        cls.addClassCleanup(cls.project.remove)
        cls.project.write(
            "CMakeLists.txt",
            "cmake_minimum_required(VERSION 3.16)\nset(EXTRA_COMPONENT_DIRS extra)\nset(COMPONENTS main probe)\n"
            "include($ENV{IDF_PATH}/tools/cmake/project.cmake)\n"
            'idf_build_set_property(COMPILE_OPTIONS "-DFROM_PROJECT=1" APPEND)\nproject(options)\n',
        )
        cls.result = cls.project.built("esp32c3")

    def command_for(self, name: str) -> str:
        commands = json.loads(self.project.read("compile_commands.json"))
        return next(c["command"] for c in commands if c["file"].endswith(name))

    def test_flash_options_are_in_the_header(self) -> None:
        image = image_reader.read_image(self.project.read("options.bin"))
        self.assertEqual((3, 0, 2), (image.mode, image.speed, image.size))

    def test_two_ota_table_has_its_partitions(self) -> None:
        rows = image_reader.read_table(self.project.read("partition_table/partition-table.bin"))
        self.assertEqual(["nvs", "otadata", "phy_init", "factory", "ota_0", "ota_1"], [row.label for row in rows])
        self.assertEqual(0x110000, rows[4].offset)

    def test_default_errors_can_be_warnings(self) -> None:
        self.assertIn("warning: format '%d' expects argument of type 'int'", self.result.out)

    def test_optimization_and_project_options_reach_the_compiler(self) -> None:
        command = self.command_for("main/main.c")
        self.assertIn(" -O2", command)
        self.assertIn("-DFROM_PROJECT=1", command)
        self.assertNotIn("PROBE_OPTION", command)
        self.assertIn("-DPROBE_OPTION", self.command_for("probe.c"))

    def test_log_lines_above_the_level_are_left_out(self) -> None:
        self.assertNotIn(b"text that is left out", self.project.read("options.bin"))

    def test_description_has_version_and_date(self) -> None:
        description = image_reader.read_description(image_reader.read_image(self.project.read("options.bin")))
        self.assertEqual("2.5.0-rc1", description.version)
        self.assertRegex(description.time, r"^\d\d:\d\d:\d\d$")
        self.assertRegex(description.date, r"^[A-Z][a-z]{2} [ \d]\d \d{4}$")

    def test_only_wanted_components_are_built(self) -> None:
        built = json.loads(self.project.read("project_description.json"))["build_components"]
        self.assertIn("probe", built)
        self.assertNotIn("driver", built)

    def test_size_report_adds_up(self) -> None:
        result = self.project.idf("size", "--format", "json2")
        self.assertEqual(0, result.code, result.err)
        report = json.loads(result.out[result.out.index("\n{") :])
        self.assertEqual(["version", "layout"], list(report))
        self.assertEqual(["Flash Code", "DRAM", "Flash Data"], [memory["name"] for memory in report["layout"]])
        for memory in report["layout"]:
            self.assertEqual(["name", "total", "used", "free", "parts"], list(memory))
            self.assertEqual(memory["total"], memory["used"] + memory["free"])
            self.assertEqual(memory["used"], sum(part["size"] for part in memory["parts"].values()))
        self.assertEqual(0x4E710, report["layout"][1]["total"])

    def test_size_is_a_table_without_a_format(self) -> None:
        out = self.project.idf("size").out
        self.assertIn("│ Flash Code", out)
        self.assertRegex(out, r"Total image size: \d+ bytes")

    def test_components_sizes_name_archives(self) -> None:
        result = self.project.idf("size-components", "--format", "json2")
        report = json.loads(result.out[result.out.index("\n{") :])
        main = report["esp-idf/main/libmain.a"]
        self.assertEqual("libmain.a", main["abbrev_name"])
        self.assertEqual(main["size"], sum(memory["size"] for memory in main["memory_types"].values()))

    def test_unknown_action(self) -> None:
        result = self.project.idf("frobnicate")
        self.assertEqual(2, result.code)
        self.assertIn('command "frobnicate" is not known to idf.py and is not a Ninja target', result.err)

    def test_flash_hint_names_every_file(self) -> None:
        self.assertIn("Project build complete. To flash, run:", self.result.out)
        self.assertIn("0x0 build/bootloader/bootloader.bin 0x8000 build/partition_table/partition-table.bin 0x10000 build/options.bin",
                      self.result.out)

    def test_other_target_needs_a_fresh_start(self) -> None:
        result = idf(self.project.folder, "-DIDF_TARGET=esp32c6", "build")
        self.assertEqual(2, result.code)
        self.assertIn("idf.py set-target esp32c6", result.err)


if __name__ == "__main__":
    unittest.main()
