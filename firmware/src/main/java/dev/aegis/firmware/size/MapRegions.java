package dev.aegis.firmware.size;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The linker's memory regions and the chip's memory of each. A memory may have several regions: one for each bus, or
/// one for each half.
final class MapRegions {
    static final String FLASH_CODE = "Flash Code";
    static final String FLASH_DATA = "Flash Data";
    static final String DRAM = "DRAM";
    static final String IRAM = "IRAM";
    private static final String EXTERNAL = "PSRAM";
    private static final String INSTRUCTIONS = "iram0_0_seg";
    private static final String DATA = "dram0_0_seg";

    private final List<Region> regions = new ArrayList<>();
    private boolean sharedRam;

    record Region(String name, long origin, long length) {
        long end() {
            return origin + length;
        }
    }

    /// Bytes in one memory.
    record Share(String memory, long size) {}

    void add(String name, long origin, long length) {
        if (origin + length >= origin) {
            regions.add(new Region(name, origin, length));
        }
    }

    /// Records a section of the program. A section that only skips the part taken by the instruction bus shows that
    /// both buses reach the same memory.
    void section(String output) {
        sharedRam |= output.equals(".dram0.dummy") || output.contains("reserved_for_iram");
    }

    /// Whether a region begins at or below an address.
    boolean reach(long address) {
        return regions.stream().anyMatch(region -> region.origin() <= address);
    }

    /// Returns the region of an address: the one that contains it, else the nearest that ends below it, since a section
    /// that does not fit goes on behind its region.
    ///
    /// @param output the section of the program, which decides where regions share an address
    @Nullable
    Region regionOf(long address, String output) {
        long origin = regions.stream()
                .mapToLong(Region::origin)
                .filter(from -> from <= address)
                .max()
                .orElse(-1);
        List<Region> here =
                regions.stream().filter(region -> region.origin() == origin).toList();
        String wanted = output.startsWith(".ext_ram") ? EXTERNAL : output.contains("text") ? FLASH_CODE : FLASH_DATA;
        return here.stream()
                .filter(region -> memoryOf(region).equals(wanted))
                .findFirst()
                .orElse(here.isEmpty() ? null : here.getFirst());
    }

    /// Returns the memories that a range of addresses lies in. Only a range over the border of the memory that the data
    /// bus does not reach lies in two.
    List<Share> shares(long address, long size, String output) {
        Region region = regionOf(address, output);
        if (region == null || size <= 0) {
            return List.of();
        }
        long border = region.name().equals(INSTRUCTIONS) ? region.origin() + onlyInstructions() : region.origin();
        long below = Math.clamp(border - address, 0, size);
        List<Share> shares = new ArrayList<>();
        if (below > 0) {
            shares.add(new Share(IRAM, below));
        }
        if (below < size) {
            shares.add(new Share(memoryOf(region), size - below));
        }
        return shares;
    }

    /// Returns every memory in the order of the linker script, with its size. The size is null where a region is a
    /// window of addresses, which is larger than the memory of the chip: flash and external RAM.
    Map<String, Optional<Long>> totals() {
        Map<String, Long> totals = new LinkedHashMap<>();
        for (Region region : regions) {
            totals.merge(memoryOf(region), region.length(), Long::sum);
        }
        if (isRamShared()) {
            totals.put(DRAM, length(DATA));
            if (onlyInstructions() > 0) {
                totals.put(IRAM, onlyInstructions());
            }
        }
        if (length("rtc_iram_seg") > 0 && length("rtc_iram_seg") == length("rtc_data_seg")) {
            totals.computeIfPresent("RTC FAST", (name, total) -> total - length("rtc_data_seg"));
        }
        Map<String, Optional<Long>> known = new LinkedHashMap<>();
        totals.forEach((name, total) -> known.put(
                name, name.startsWith("Flash") || name.equals(EXTERNAL) ? Optional.empty() : Optional.of(total)));
        return known;
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
        if (name.startsWith("tcm")) {
            return "TCM";
        }
        if (name.startsWith("lp_")) {
            return "LP SRAM";
        }
        if (name.startsWith("rtc")) {
            // Slow RTC memory has the same address on all chips; a single RTC memory has it too.
            return region.origin() >>> 16 == 0x5000 ? "RTC SLOW" : "RTC FAST";
        }
        if (name.startsWith("iram")) {
            return isRamShared() ? DRAM : IRAM;
        }
        return name.startsWith("dram") || name.startsWith("sram") ? DRAM : name;
    }

    private boolean isRamShared() {
        return sharedRam && length(INSTRUCTIONS) > 0 && length(DATA) > 0;
    }

    /// Returns the bytes of shared RAM that only the instruction bus reaches. They come first; both regions end at the
    /// same byte.
    private long onlyInstructions() {
        return isRamShared() ? Math.max(0, length(INSTRUCTIONS) - length(DATA)) : 0;
    }

    private long length(String name) {
        return regions.stream()
                .filter(region -> region.name().equals(name))
                .max(Comparator.comparingLong(Region::length))
                .map(Region::length)
                .orElse(0L);
    }
}
