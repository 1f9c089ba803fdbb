package dev.aegis.espctl.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.firmware.size.SizeDifference;
import dev.aegis.firmware.size.SizeReport;
import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Share;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizeTextTest {
    private final SizeReport before = report(1000, 200, new Share("liba.a", 300, Map.of()), share("libgone.a", 50));
    private final SizeReport after = report(1500, 180, new Share("liba.a", 310, Map.of()), share("libnew.a", 400));

    @Test
    void listsTotalsMemoriesComponentsAndChanges() {
        assertEquals("""
                flash 1,500 bytes used, 9,000 bytes left, +500 bytes since the previous build
                ram   180 bytes used, 820 bytes left, -20 bytes since the previous build
                  DRAM         180 bytes
                largest components
                  liba.a                       310 bytes
                  libnew.a                     400 bytes
                changed since the previous build
                  libnew.a                     +400 bytes
                  libgone.a                    -50 bytes
                  liba.a                       +10 bytes
                """, SizeText.of(after, SizeDifference.between(before, after)));
    }

    private static Share share(String name, long size) {
        return new Share(name, size, Map.of("DRAM", size));
    }

    private static SizeReport report(long flash, long ram, Share... components) {
        return new SizeReport(
                flash,
                9000L,
                ram,
                1000 - ram,
                List.of(new Memory("DRAM", ram, 1000 - ram, 1000L, List.of())),
                List.of(components),
                List.of());
    }
}
