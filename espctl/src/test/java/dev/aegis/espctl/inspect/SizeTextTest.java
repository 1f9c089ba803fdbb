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
                  DRAM         180 bytes of 1,000 (18.0 %)
                largest components
                  liba.a                       310 bytes
                  libnew.a                     400 bytes
                changed since the previous build
                  libnew.a                     +400 bytes
                  libgone.a                    -50 bytes
                  liba.a                       +10 bytes
                """, SizeText.of(after, SizeDifference.between(before, after)));
    }

    @Test
    void namesWhatIsTooLargeAndByHowMuch() {
        SizeReport report = new SizeReport(
                900_000,
                1_100_000L,
                1_048_576L,
                260_512,
                null,
                List.of(
                        Memory.of("IRAM", 80_012, 362_000L, List.of()),
                        Memory.of("D/IRAM", 180_500, 172_928L, List.of()),
                        Memory.of("Flash", 900_400, null, List.of())),
                List.of(),
                List.of());

        assertEquals("""
                flash 900,000 bytes used, 51,424 bytes too large for the smallest app partition of 1,048,576 bytes
                ram   260,512 bytes used, D/IRAM is 7,572 bytes over
                  IRAM         80,012 bytes of 362,000 (22.1 %)
                  D/IRAM       180,500 bytes of 172,928 (104.4 %), 7,572 bytes over
                  Flash        900,400 bytes
                """, SizeText.of(report, null));
    }

    private static Share share(String name, long size) {
        return new Share(name, size, Map.of("DRAM", size));
    }

    private static SizeReport report(long flash, long ram, Share... components) {
        return new SizeReport(
                flash,
                flash,
                flash + 9000,
                ram,
                1000 - ram,
                List.of(Memory.of("DRAM", ram, 1000L, List.of())),
                List.of(components),
                List.of());
    }
}
