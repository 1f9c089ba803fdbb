package dev.aegis.firmware.partitions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.FirmwareException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PartitionCsvTest {
    private static final String SINGLE_APP = """
            # Name,   Type, SubType, Offset,  Size, Flags
            nvs,      data, nvs,     ,        0x6000,
            phy_init, data, phy,     ,        0x1000,
            factory,  app,  factory, ,        1M,
            """;

    /// The table that the SDK made of the same lines.
    @Test
    void makesTheSdksTable() throws IOException {
        try (var in = new GZIPInputStream(
                Objects.requireNonNull(PartitionCsvTest.class.getResourceAsStream("/flash/partition-table.bin.gz")))) {
            assertArrayEquals(in.readAllBytes(), made(SINGLE_APP));
        }
    }

    @Test
    void readsEveryFormOfARow() {
        PartitionTable table = PartitionTable.read(made("""
                nvs , data, nvs, 0xa000, 24K
                otadata,data,ota,,0x2000,encrypted
                ota_3,app,ota_3,,65536
                own,0x40,0x01,0x30000,4096,encrypted:readonly
                rest,data,,,1M
                """));

        assertTrue(table.checked());
        assertEquals(
                List.of(
                        new Partition("nvs", 1, 2, 0xa000, 0x6000, 0),
                        new Partition("otadata", 1, 0, 0x10000, 0x2000, 1),
                        new Partition("ota_3", 0, 0x13, 0x20000, 0x10000, 0),
                        new Partition("own", 0x40, 1, 0x30000, 0x1000, 3),
                        new Partition("rest", 1, 6, 0x31000, 0x100000, 0)),
                table.partitions());
    }

    /// A size below 0 is the offset at which the partition ends.
    @Test
    void readsASizeBelowZeroAsAnEnd() {
        PartitionTable table = PartitionTable.read(made("""
                nvs,     data, nvs, 0x9000,  0x6000
                factory, app,  factory, 0x10000, -0x200000
                storage, data, fat, , 1M
                logs, data, littlefs, , -4M
                """));

        assertEquals(
                List.of(
                        new Partition("nvs", 1, 2, 0x9000, 0x6000, 0),
                        new Partition("factory", 0, 0, 0x10000, 0x1f0000, 0),
                        new Partition("storage", 1, 0x81, 0x200000, 0x100000, 0),
                        new Partition("logs", 1, 0x83, 0x300000, 0x100000, 0)),
                table.partitions());
        assertRefused(
                "line 1: the size -64K means up to 0x10000, but the partition begins at 0x10000",
                "factory,app,factory,0x10000,-64K");
        assertRefused("line 1: the size is 0", "storage,data,fat,,0");
        assertRefused("line 1: the size of an otadata partition is 0x2000", "otadata,data,ota,,8192K");
    }

    /// Rows for the bootloader and the table itself have their places from the options of the project.
    @Test
    void readsRowsOfTheBootloaderAndTheTable() {
        byte[] made = PartitionCsv.table("""
                ﻿bootloader, bootloader, primary, N/A, N/A
                partition_table, partition_table, primary, N/A, N/A
                nvs, data, nvs, , 0x6000
                factory, app, factory, , 1M
                recovery, bootloader, recovery, , N/A
                """.getBytes(StandardCharsets.UTF_8), 0x8000, 0x1000);

        assertEquals(
                List.of(
                        new Partition("bootloader", 2, 0, 0x1000, 0x7000, 0),
                        new Partition("partition_table", 3, 0, 0x8000, 0x1000, 0),
                        new Partition("nvs", 1, 2, 0x9000, 0x6000, 0),
                        new Partition("factory", 0, 0, 0x10000, 0x100000, 0),
                        new Partition("recovery", 2, 2, 0x110000, 0x7000, 0)),
                PartitionTable.read(made).partitions());
    }

    @Test
    void namesTheLineThatIsWrong() {
        assertRefused(
                "line 2: there is no type 'aplication'; known are app, bootloader, data, partition_table",
                "# x\nf,aplication,factory,,1M\n");
        assertRefused("line 1: an application partition needs a subtype", "f,app,,,1M");
        assertRefused("line 1: the size is missing", "f,app,factory");
        assertRefused("line 1: the size '1G' is not like 0x1000, 64K or 1M", "f,app,factory,,1G");
        assertRefused("line 1: the size 9000M is larger than any flash", "f,app,factory,,9000M");
        assertRefused("line 1: 'f' begins at 0x8000, but what is before it ends at 0x9000", "f,data,nvs,0x8000,1M");
        assertRefused("line 1: a name has 1 to 16 bytes", "a_name_of_17_byte,data,nvs,,1M");
        assertRefused("line 1: there is no flag 'secret'; known are encrypted, readonly", "f,data,nvs,,1M,secret");
        assertRefused("the table has too many partitions", "x,data,nvs,,4K\n".repeat(95));
    }

    @Test
    void tellsTextFromTable() {
        assertTrue(PartitionCsv.isCsv(SINGLE_APP.getBytes(StandardCharsets.UTF_8)));
        assertFalse(PartitionCsv.isCsv(made(SINGLE_APP)));
        assertFalse(PartitionCsv.isCsv(new byte[3072]));
        assertFalse(PartitionCsv.isCsv(new byte[0]));
    }

    @Test
    void survivesAnyText() {
        Random random = new Random(3);
        byte[] letters = "factory,ota_0 app data0x1K M:-#\n,,".getBytes(StandardCharsets.US_ASCII);
        for (int round = 0; round < 5_000; round++) {
            byte[] text = new byte[random.nextInt(80)];
            for (int i = 0; i < text.length; i++) {
                text[i] = letters[random.nextInt(letters.length)];
            }
            try {
                PartitionCsv.table(text, 0x8000, 0);
            } catch (FirmwareException refused) {
                assertEquals("partitions_malformed", refused.code());
            }
        }
    }

    private static byte[] made(String csv) {
        return PartitionCsv.table(csv.getBytes(StandardCharsets.UTF_8), 0x8000, 0);
    }

    private static void assertRefused(String message, String csv) {
        assertEquals(
                message, assertThrows(FirmwareException.class, () -> made(csv)).getMessage());
    }
}
