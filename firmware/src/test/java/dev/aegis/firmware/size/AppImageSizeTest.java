package dev.aegis.firmware.size;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AppImageSizeTest {
    @Test
    void findsTheLineInARecordedLog() {
        List<AppImageSize> found = Sizes.text("idf-logs/size/c3-size.log")
                .lines()
                .flatMap(line -> AppImageSize.of(line).stream())
                .toList();

        assertEquals(List.of(new AppImageSize("hello_world.bin", 0x271e0, 0x100000, 0xd8e20)), found);
    }
}
