package dev.aegis.espctl.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.log.BuildLogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build that changes nothing in the partition table does not print it.
class ProposedTableTest {
    private static final String TOO_LARGE = """
            Error: app partition is too small for binary lamp.bin size 0x119a50:
              - Part 'factory' 0/0 @ 0x10000 size 0x100000 (overflow 0x19a50)
            ninja: build stopped: subcommand failed.
            """;

    @TempDir
    Path root;

    @Test
    void enlargesTheTableOfTheProject() throws IOException {
        Files.writeString(root.resolve("sdkconfig"), """
                CONFIG_PARTITION_TABLE_CUSTOM=y
                CONFIG_PARTITION_TABLE_CUSTOM_FILENAME="parts/lamp.csv"
                CONFIG_ESPTOOLPY_FLASHSIZE="4MB"
                """);
        Files.createDirectories(root.resolve("parts"));
        Files.writeString(root.resolve("parts/lamp.csv"), """
                nvs,data,nvs,,0x6000
                factory,app,factory,,1M
                www,data,spiffs,,1M
                """);

        BuildError error = completed(TOO_LARGE);

        assertEquals("""
                # Name, Type, SubType, Offset, Size, Flags
                nvs,data,nvs,0x9000,0x6000,
                factory,app,factory,0x10000,0x120000,
                www,data,spiffs,0x130000,0x100000,
                """, error.partitionsCsv());
        assertTrue(String.valueOf(error.hint()).contains("it fits into the flash of 4 MB"), error.hint());
    }

    @Test
    void enlargesTheDefaultOfEspIdfAndSaysSo() {
        BuildError error = completed(TOO_LARGE);

        assertTrue(
                Objects.requireNonNull(error.partitionsCsv()).contains("factory,app,factory,0x10000,0x120000,"),
                error.partitionsCsv());
        assertTrue(String.valueOf(error.hint()).endsWith("so this is ESP-IDF's default, enlarged"), error.hint());
    }

    @Test
    void enlargesTheDefaultWithUpdates() {
        BuildError error = completed("""
                Error: All app partitions are too small for binary lamp.bin size 0x119a50:
                  - Part 'ota_0' 0/16 @ 0x110000 size 0x100000 (overflow 0x19a50)
                  - Part 'ota_1' 0/17 @ 0x210000 size 0x100000 (overflow 0x19a50)
                """);

        assertTrue(
                Objects.requireNonNull(error.partitionsCsv()).contains("ota_1,app,ota_1,0x250000,0x120000,"),
                error.partitionsCsv());
    }

    @Test
    void keepsAProposalThatTheLogMade() throws IOException {
        Files.writeString(root.resolve("partitions.csv"), "factory,app,factory,0x20000,1M\n");

        BuildError error = completed("""
                # ESP-IDF Partition Table
                nvs,data,nvs,0x9000,24K,
                factory,app,factory,0x10000,1M,
                """ + TOO_LARGE);

        assertFalse(Objects.requireNonNull(error.partitionsCsv()).contains("0x20000"), error.partitionsCsv());
    }

    private BuildError completed(String log) {
        BuildLogReader reader = new BuildLogReader();
        log.lines().forEach(reader::line);
        return new ProposedTable(root, "build")
                .complete(reader.report())
                .first()
                .orElseThrow();
    }
}
