package dev.aegis.firmware.size;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.firmware.size.SizeDifference.Change;
import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Share;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizeDifferenceTest {
    private final SizeReport before = report(1000, 200, new Share("liba.a", 300, Map.of()), share("libgone.a", 50));
    private final SizeReport after = report(1500, 180, new Share("liba.a", 310, Map.of()), share("libnew.a", 400));

    @Test
    void namesWhatChangedTheLargestFirst() {
        SizeDifference difference = SizeDifference.between(before, after);

        assertEquals(500, difference.flash());
        assertEquals(-20, difference.ram());
        assertEquals(
                List.of(new Change("libnew.a", 0, 400), new Change("libgone.a", 50, 0), new Change("liba.a", 300, 310)),
                difference.components());
        assertEquals(List.of(new Change("DRAM", 200, 180)), difference.memories());
    }

    @Test
    void findsNoDifferenceBetweenEqualBuilds() {
        assertEquals(new SizeDifference(0, 0, List.of(), List.of()), SizeDifference.between(after, after));
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
