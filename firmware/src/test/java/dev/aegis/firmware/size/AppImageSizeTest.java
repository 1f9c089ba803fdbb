package dev.aegis.firmware.size;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppImageSizeTest {
    @Test
    void findsTheLineInARecordedLog() {
        assertEquals(
                Optional.of(new AppImageSize("hello_world.bin", 0x271e0, 0x100000)),
                AppImageSize.in(Sizes.text("idf-logs/size/c3-size.log").lines().toList()));
    }

    @Test
    void findsAnImageThatFitsIntoNoPartition() {
        assertEquals(
                Optional.of(new AppImageSize("app.bin", 0x119a50, 0x100000)),
                AppImageSize.in(List.of(
                        "Error: All app partitions are too small for binary app.bin size 0x119a50:",
                        "  - Part 'ota_0' 0/16 @ 0x10000 size 0x110000 (overflow 0x9a50)",
                        "  - Part 'ota_1' 0/17 @ 0x120000 size 0x100000 (overflow 0x19a50)",
                        "ninja: build stopped: subcommand failed.")));
    }
}
