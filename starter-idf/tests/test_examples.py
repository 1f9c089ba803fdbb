"""The examples, built with the real compiler: the output files, checked with an independent reader."""

from __future__ import annotations

import hashlib
import json
import struct
import unittest
from concurrent.futures import ThreadPoolExecutor

import image_reader
from kit import EXAMPLES, TARGETS, Project

CHIP_IDS = {"esp32c3": 5, "esp32c6": 13, "esp32h2": 16, "esp32c2": 12}
FLASH_WINDOWS = {
    "esp32c3": [(0x3C000000, 0x3C800000), (0x42000000, 0x42800000)],
    "esp32c6": [(0x42000000, 0x43000000)],
    "esp32h2": [(0x42000000, 0x43000000)],
    "esp32c2": [(0x3C000000, 0x3C400000), (0x42000000, 0x42400000)],
}
APP_RAM = {
    "esp32c3": [(0x40380000, 0x403CE710), (0x3FC80000, 0x3FCCE710)],
    "esp32c6": [(0x40800000, 0x4086E610)],
    "esp32h2": [(0x40800000, 0x4083EFD0)],
    "esp32c2": [(0x40380000, 0x403AEB70), (0x3FCA0000, 0x3FCCEB70)],
}
BOOTLOADER_RAM = {
    "esp32c3": [(0x403CE710, 0x403D5710), (0x3FCD5710, 0x3FCDA710)],
    "esp32c6": [(0x4086E610, 0x4087A610)],
    "esp32h2": [(0x4083EFD0, 0x4084AFD0)],
    "esp32c2": [(0x403AEB70, 0x403B5B70), (0x3FCD5B70, 0x3FCDAB70)],
}
OUTPUTS = (
    "hello_world.elf", "hello_world.bin", "hello_world.map",
    "bootloader/bootloader.elf", "bootloader/bootloader.bin", "bootloader/bootloader.map",
    "partition_table/partition-table.bin",
    "flasher_args.json", "flash_args", "flash_project_args", "project_description.json", "compile_commands.json",
    "config/sdkconfig.h", "config/sdkconfig.json", "config/sdkconfig.cmake",
)


def within(ranges: list[tuple[int, int]], segment: image_reader.Segment) -> bool:
    return any(low <= segment.load and segment.load + len(segment.data) <= high for low, high in ranges)


class HelloWorld(unittest.TestCase):
    projects: dict[str, Project]

    @classmethod
    def setUpClass(cls) -> None:
        cls.projects = {target: Project.example("hello_world") for target in TARGETS}
        for project in cls.projects.values():
            cls.addClassCleanup(project.remove)
        with ThreadPoolExecutor(2) as pool:
            for build in [pool.submit(project.built, target) for target, project in cls.projects.items()]:
                build.result()

    def each(self):
        for target, project in self.projects.items():
            with self.subTest(target=target):
                yield target, project

    def test_leaves_its_outputs_where_esp_idf_does(self) -> None:
        for _, project in self.each():
            missing = [name for name in OUTPUTS if not (project.build / name).is_file()]
            self.assertEqual([], missing)
            self.assertTrue((project.folder / "sdkconfig").is_file())

    def test_app_image_is_whole_and_loads_where_an_app_may(self) -> None:
        for target, project in self.each():
            image = image_reader.read_image(project.read("hello_world.bin"))
            self.assertEqual(CHIP_IDS[target], image.chip)
            mapped = [s for s in image.segments if within(FLASH_WINDOWS[target], s)]
            loaded = [s for s in image.segments if within(APP_RAM[target], s)]
            padding = [s for s in image.segments if s.load == 0]
            self.assertEqual(2, len(mapped))
            self.assertEqual(len(image.segments), len(mapped) + len(loaded) + len(padding))
            for segment in mapped:
                self.assertEqual(segment.load % 0x10000, segment.offset % 0x10000)
            entries = [s for s in loaded if s.load <= image.entry < s.load + len(s.data)]
            self.assertEqual(1, len(entries), "the entry point is in a loaded segment")

    def test_mapped_segments_share_no_mmu_entry(self) -> None:
        for target, project in self.each():
            window = FLASH_WINDOWS[target][0][1] - FLASH_WINDOWS[target][0][0]
            taken: set[int] = set()
            for segment in image_reader.read_image(project.read("hello_world.bin")).segments:
                if within(FLASH_WINDOWS[target], segment):
                    first, last = segment.load % window >> 16, (segment.load + len(segment.data) - 1) % window >> 16
                    pages = set(range(first, last + 1))
                    self.assertFalse(pages & taken)
                    taken |= pages

    def test_description_names_project_version_and_elf(self) -> None:
        for _, project in self.each():
            description = image_reader.read_description(image_reader.read_image(project.read("hello_world.bin")))
            self.assertEqual("hello_world", description.project)
            self.assertEqual("1", description.version)
            self.assertTrue(description.idf.startswith("v5.3"))
            self.assertIn("starter", description.idf)
            self.assertEqual(hashlib.sha256(project.read("hello_world.elf")).digest(), description.elf_sha256)

    def test_bootloader_is_whole_and_stays_clear_of_the_app(self) -> None:
        for target, project in self.each():
            content = project.read("bootloader/bootloader.bin")
            image = image_reader.read_image(content)
            self.assertEqual(CHIP_IDS[target], image.chip)
            self.assertLessEqual(len(content), 0x8000)
            for segment in image.segments:
                self.assertTrue(within(BOOTLOADER_RAM[target], segment), hex(segment.load))

    def test_partition_table_has_a_digest_and_the_app_where_it_is_flashed(self) -> None:
        for _, project in self.each():
            rows = image_reader.read_table(project.read("partition_table/partition-table.bin"))
            self.assertEqual(["nvs", "phy_init", "factory"], [row.label for row in rows])
            self.assertEqual([0x9000, 0xF000, 0x10000], [row.offset for row in rows])
            files = json.loads(project.read("flasher_args.json"))["flash_files"]
            self.assertEqual(
                {"0x0": "bootloader/bootloader.bin", "0x8000": "partition_table/partition-table.bin",
                 "0x10000": "hello_world.bin"},
                files,
            )

    def test_flash_settings_are_the_same_everywhere(self) -> None:
        modes, sizes = {"dio": 2}, {"2MB": 1}
        speeds = {"esp32c3": {"80m": 15}, "esp32c6": {"80m": 0}, "esp32h2": {"48m": 15}, "esp32c2": {"60m": 15}}
        for target, project in self.each():
            settings = json.loads(project.read("flasher_args.json"))["flash_settings"]
            for file in ("hello_world.bin", "bootloader/bootloader.bin"):
                image = image_reader.read_image(project.read(file))
                self.assertEqual(modes[settings["flash_mode"]], image.mode)
                self.assertEqual(sizes[settings["flash_size"]], image.size)
                self.assertEqual(speeds[target][settings["flash_freq"]], image.speed)

    def test_json_files_have_esp_idf_keys(self) -> None:
        for target, project in self.each():
            flasher = json.loads(project.read("flasher_args.json"))
            self.assertEqual(
                ["write_flash_args", "flash_settings", "flash_files", "bootloader", "app", "partition-table",
                 "extra_esptool_args"],
                list(flasher),
            )
            self.assertEqual(["after", "before", "stub", "chip"], list(flasher["extra_esptool_args"]))
            self.assertEqual({"offset": "0x10000", "file": "hello_world.bin", "encrypted": "false"}, flasher["app"])
            description = json.loads(project.read("project_description.json"))
            self.assertEqual(target, description["target"])
            self.assertEqual(str(project.folder), description["project_path"])
            for key in ("version", "project_name", "project_version", "idf_path", "build_dir", "config_file", "config_defaults",
                        "bootloader_elf", "app_elf", "app_bin", "build_type", "git_revision", "rev", "min_rev", "max_rev",
                        "phy_data_partition", "monitor_baud", "monitor_toolprefix", "c_compiler", "config_environment",
                        "common_component_reqs", "build_components", "build_component_paths", "build_component_info",
                        "all_component_info", "debug_prefix_map_gdbinit"):
                self.assertIn(key, description)
            main = description["build_component_info"]["main"]
            self.assertEqual([str(project.folder / "main" / "hello_world_main.c")], main["sources"])

    def test_only_documented_rom_functions_are_linked(self) -> None:
        documented = {
            "rtc_get_reset_reason", "uart_tx_one_char", "uart_tx_wait_idle", "software_reset", "ROM_Boot_Cache_Init",
            "Cache_Disable_ICache", "Cache_Enable_ICache",
        }
        for _, project in self.each():
            for file in ("hello_world.elf", "bootloader/bootloader.elf"):
                self.assertEqual(documented, set(rom_symbols(project.read(file))))


def rom_symbols(elf: bytes) -> list[str]:
    """Names of absolute symbols in the ROM's address range."""
    sections_at = struct.unpack_from("<I", elf, 32)[0]
    size, count = struct.unpack_from("<HH", elf, 46)
    headers = [struct.unpack_from("<10I", elf, sections_at + i * size) for i in range(count)]
    symbols = next(h for h in headers if h[1] == 2)
    names = headers[symbols[6]][4]
    found = []
    for at in range(symbols[4], symbols[4] + symbols[5], 16):
        name, value, _, _, _, section = struct.unpack_from("<IIIBBH", elf, at)
        if section == 0xFFF1 and 0x40000000 <= value < 0x40060000:
            start = names + name
            found.append(elf[start : elf.index(b"\0", start)].decode())
    return found


class OtherExamples(unittest.TestCase):
    def build(self, example: str, target: str) -> Project:
        project = Project.example(example)
        self.addCleanup(project.remove)
        project.built(target)
        return project

    def test_blink_has_its_options_in_the_configuration(self) -> None:
        project = self.build("blink", "esp32c6")
        config = json.loads(project.read("config/sdkconfig.json"))
        self.assertEqual((8, 500, 0), (config["BLINK_GPIO"], config["BLINK_PERIOD_MS"], config["BLINK_CHANGES"]))
        image_reader.read_image(project.read("blink.bin"))

    def test_components_uses_its_component_files_defaults_and_table(self) -> None:
        project = self.build("components", "esp32h2")
        rows = image_reader.read_table(project.read("partition_table/partition-table.bin"))
        self.assertEqual(("storage", 0x1A0000), (rows[3].label, rows[3].offset))
        self.assertEqual("components.bin", json.loads(project.read("flasher_args.json"))["flash_files"]["0x20000"])
        config = json.loads(project.read("config/sdkconfig.json"))
        self.assertEqual(-5, config["THERMOMETER_OFFSET"], "sdkconfig.defaults.esp32h2 comes after sdkconfig.defaults")
        self.assertEqual(4, config["LOG_DEFAULT_LEVEL"])
        binary = project.read("components.bin")
        image_reader.read_image(binary)
        self.assertIn((EXAMPLES / "components/main/banner.txt").read_bytes() + b"\0", binary)
        self.assertIn((EXAMPLES / "components/main/calibration.bin").read_bytes(), binary)
        commands = {c["file"]: c["command"] for c in json.loads(project.read("compile_commands.json"))}
        self.assertIn(" -Os ", commands[str(project.folder / "main/components_main.c")])


if __name__ == "__main__":
    unittest.main()
