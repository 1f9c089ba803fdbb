"""Partition tables: the computed offsets, and the messages for rejected tables."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import image_reader
from kit import Result, tool


class PartitionTable(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="starter-table-")
        self.addCleanup(folder.cleanup)
        self.csv = Path(folder.name) / "table.csv"
        self.bin = Path(folder.name) / "table.bin"

    def make(self, *lines: str, flash: str = "2MB", offset: str = "0x8000") -> Result:
        self.csv.write_text("\n".join(lines) + "\n")
        return tool("gen_esp32part.py", "--flash-size", flash, "--offset", offset, self.csv, self.bin)

    def rows(self, *lines: str, **options: str) -> list[image_reader.Row]:
        result = self.make(*lines, **options)
        self.assertEqual(0, result.code, result.err)
        return image_reader.read_table(self.bin.read_bytes())

    def refused(self, *lines: str, **options: str) -> str:
        result = self.make(*lines, **options)
        self.assertEqual(2, result.code)
        self.assertFalse(self.bin.exists())
        self.assertNotIn("Traceback", result.err)
        return result.err

    def test_fills_in_offsets_by_type(self) -> None:
        rows = self.rows("# comment", "a,data,nvs,,20K", "b,app,ota_0,,1M", "c,0x40,3,,4096,encrypted:readonly")
        self.assertEqual([0x9000, 0x10000, 0x110000], [row.offset for row in rows])
        self.assertEqual((0x40, 3, 0x1000, 3), (rows[2].type, rows[2].subtype, rows[2].size, rows[2].flags))

    def test_starts_behind_a_table_that_lies_elsewhere(self) -> None:
        self.assertEqual(0xD000, self.rows("a,data,nvs,,16K", offset="0xc000")[0].offset)

    def test_refuses_overlap_with_the_line(self) -> None:
        err = self.refused("a,data,nvs,0x9000,24K", "b,data,phy,0xa000,4K")
        self.assertIn("CSV Error at line 2: Partitions overlap. Partition sets offset 0xa000. Previous partition ends 0xf000", err)

    def test_refuses_a_partition_in_the_table_itself(self) -> None:
        self.assertIn("the partition table comes before it", self.refused("a,data,nvs,0x8000,4K"))

    def test_refuses_an_app_off_its_alignment(self) -> None:
        self.assertIn("Partition b invalid: Offset 0x18000 is not aligned to 0x10000", self.refused("b,app,factory,0x18000,1M"))

    def test_refuses_more_than_the_flash_has(self) -> None:
        err = self.refused("b,app,factory,,3M")
        self.assertIn("does not fit in configured flash size 2MB", err)
        self.assertEqual(1, len(self.rows("b,app,factory,,3M", flash="4MB")))

    def test_refuses_what_it_cannot_read(self) -> None:
        for line, words in (
            ("a,data,nvs,", "Size field can't be empty"),
            ("a,dta,nvs,,4K", "Invalid value 'dta' (known: app, data)"),
            ("a,app,,,1M", "App partition cannot have an empty subtype"),
            (",data,nvs,,4K", "Field 'name' can't be left empty"),
            ("a,data,nvs,,4K,shiny", "unknown flag 'shiny'"),
            ("a_name_of_seventeen,data,nvs,,4K", "longer than 16 bytes"),
        ):
            with self.subTest(line=line):
                self.assertIn(f"CSV Error at line 1: ", self.refused(line))
                self.assertIn(words, self.refused(line))

    def test_refuses_two_of_one_name(self) -> None:
        self.assertIn("Partition names must be unique: 'a'", self.refused("a,data,nvs,,4K", "a,data,phy,,4K"))

    def test_prints_a_binary_table_back(self) -> None:
        self.rows("a,data,nvs,,20K", "b,app,factory,,1M")
        self.assertIn("b,app,factory,0x10000,1M,\n", tool("gen_esp32part.py", self.bin).out)


class Sizes(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="starter-size-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def check(self, size: int, *lines: str) -> Result:
        csv, table, app = self.folder / "t.csv", self.folder / "t.bin", self.folder / "app.bin"
        csv.write_text("\n".join(lines) + "\n")
        self.assertEqual(0, tool("gen_esp32part.py", "--flash-size", "4MB", csv, table).code)
        app.write_bytes(bytes(size))
        return tool("check_sizes.py", "--offset", "0x8000", "partition", "--type", "app", table, app)

    def test_says_what_is_free(self) -> None:
        result = self.check(0x40000, "f,app,factory,,1M")
        self.assertEqual("app.bin binary size 0x40000 bytes. Smallest app partition is 0x100000 bytes. 0xc0000 bytes (75%) free.\n",
                         result.out)

    def test_warns_when_nearly_full(self) -> None:
        result = self.check(0xFC000, "f,app,factory,,1M")
        self.assertEqual(0, result.code)
        self.assertIn("Warning: The smallest app partition is nearly full (2% free space left)!", result.out)

    def test_warns_when_only_some_are_too_small(self) -> None:
        result = self.check(0x80000, "f,app,factory,,1M", "o,app,ota_0,,256K")
        self.assertEqual(0, result.code)
        self.assertIn("Warning: 1/2 app partitions are too small for binary app.bin size 0x80000:\n  - Part 'o' 0/16 @ 0x110000 "
                      "size 0x40000 (overflow 0x40000)\n", result.out)

    def test_fails_when_all_are_too_small(self) -> None:
        result = self.check(0x200000, "f,app,factory,,1M", "o,app,ota_0,,256K")
        self.assertEqual(1, result.code)
        self.assertIn("Error: All app partitions are too small", result.err)

    def test_refuses_a_bootloader_that_reaches_into_the_table(self) -> None:
        file = self.folder / "bootloader.bin"
        file.write_bytes(bytes(0x8001))
        result = tool("check_sizes.py", "--offset", "0x8000", "bootloader", "0x0", file)
        self.assertEqual(1, result.code)
        self.assertIn("Error: Bootloader binary size 0x8001 bytes is too large for partition table offset 0x8000.", result.err)


if __name__ == "__main__":
    unittest.main()
