package dev.aegis.firmware.size;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The linker's memory regions and the chip's memory of each. A memory may have several regions: one for each bus, or
/// one for each half.
final class MapRegions {
    static final String FLASH_CODE = "Flash Code";
    static final String FLASH_DATA = "Flash Data";
    static final String DRAM = "DRAM";
    static final String IRAM = "IRAM";
    private static final String EXTERNAL = "PSRAM";

    private final List<Region> regions = new ArrayList<>();
    private boolean sharedRam;

    record Region(String name, long origin, long length) {}

    void add(String name, long origin, long length) {
        regions.add(new Region(name, origin, length));
    }

    /// Records a section of the program. A section that only skips the part taken by the instruction bus shows that
    /// both buses reach the same memory.
    void section(String output) {
        sharedRam |= output.equals(".dram0.dummy") || output.contains("reserved_for_iram");
    }

    /// Returns the origin of the regions that begin nearest below an address. Code and constants may share one window
    /// to the flash.
    ///
    /// @return null if every region begins above it
    @Nullable
    Long windowOf(long address) {
        Long nearest = null;
        for (Region region : regions) {
            if (region.origin() <= address && (nearest == null || region.origin() > nearest)) {
                nearest = region.origin();
            }
        }
        return nearest;
    }

    /// @param window as [#windowOf] gave it
    /// @param output the section of the program, which decides where regions share a window
    @Nullable
    Region regionOf(long window, String output) {
        List<Region> here =
                regions.stream().filter(region -> region.origin() == window).toList();
        String wanted = output.startsWith(".ext_ram") ? EXTERNAL : output.contains("text") ? FLASH_CODE : FLASH_DATA;
        return here.stream()
                .filter(region -> memoryOf(region).equals(wanted))
                .findFirst()
                .orElse(here.isEmpty() ? null : here.getFirst());
    }

    /// Returns every memory with its size, in the order of the linker script.
    Map<String, Long> totals() {
        Map<String, Long> totals = new LinkedHashMap<>();
        for (Region region : regions) {
            totals.merge(memoryOf(region), region.length(), Long::sum);
        }
        if (sharedRam) {
            // The part that only the instruction bus reaches is in its region alone.
            totals.put(DRAM, Math.max(length("iram0_0_seg"), length("dram0_0_seg")));
        }
        if (length("rtc_iram_seg") > 0 && length("rtc_iram_seg") == length("rtc_data_seg")) {
            totals.computeIfPresent("RTC FAST", (name, total) -> total - length("rtc_data_seg"));
        }
        return totals;
    }

    String memoryOf(Region region) {
        String name = region.name();
        if (name.equals("iram0_2_seg") || name.startsWith("irom")) {
            return FLASH_CODE;
        }
        if (name.startsWith("drom")) {
            return FLASH_DATA;
        }
        if (name.startsWith("ext")) {
            return EXTERNAL;
        }
        if (name.startsWith("lp_")) {
            return "LP SRAM";
        }
        if (name.startsWith("rtc")) {
            // Slow RTC memory has the same address on all chips; a single RTC memory has it too.
            return region.origin() >>> 16 == 0x5000 ? "RTC SLOW" : "RTC FAST";
        }
        if (name.startsWith("iram")) {
            return sharedRam ? DRAM : IRAM;
        }
        return name.startsWith("dram") || name.startsWith("sram") ? DRAM : name;
    }

    private long length(String name) {
        return regions.stream()
                .filter(region -> region.name().equals(name))
                .mapToLong(Region::length)
                .findFirst()
                .orElse(0);
    }
}
