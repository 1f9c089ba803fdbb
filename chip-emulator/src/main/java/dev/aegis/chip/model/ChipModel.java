package dev.aegis.chip.model;

import dev.aegis.chip.cpu.CoreFeatures;
import dev.aegis.chip.device.FlashMapping;
import dev.aegis.chip.device.FlashWindow;
import dev.aegis.chip.device.LowPowerLayout;
import java.util.List;

/// One chip.
///
/// @param name as ESP-IDF spells the target
/// @param imageId the chip id that image headers carry
/// @param crystalFrequency of the board's crystal
/// @param timerFrequency of the system timer
public record ChipModel(
        String name,
        int imageId,
        Family family,
        CoreFeatures core,
        MemoryMap memory,
        FlashMmu flashMmu,
        Interrupts interrupts,
        LowPowerLayout lowPower,
        long crystalFrequency,
        long timerFrequency,
        List<FuseWord> fuses,
        RomMessages messages) {

    public ChipModel {
        fuses = List.copyOf(fuses);
    }

    /// The two generations of register maps.
    public enum Family {
        /// esp32c3 and esp32c2: RTC controller, system registers, two views of RAM.
        EARLY,
        /// esp32c6 and esp32h2: low-power domain in blocks of its own, PCR, PLIC, one view of RAM.
        LATE
    }

    /// @param ramData where the data bus sees RAM
    /// @param ramCode where the instruction bus sees it; the same on chips with one view
    /// @param lowPowerRamSize size of the RTC or LP memory at 0x50000000, or 0
    /// @param romData first address and size of the ROM's data view, or size 0
    /// @param romStackTop where the ROM's own stack starts
    /// @param romDataFrom from here to the end of RAM, the data of the ROM's functions
    public record MemoryMap(
            int ramData,
            int ramCode,
            int ramSize,
            int lowPowerRamSize,
            int romCodeSize,
            int romData,
            int romDataSize,
            int romStackTop,
            int romDataFrom) {
        public static final int ROM_CODE = 0x4000_0000;
        public static final int LOW_POWER_RAM = 0x5000_0000;

        public boolean hasTwoViews() {
            return ramData != ramCode;
        }

        /// The address by which the data bus sees what `address` names on either bus.
        public int toDataView(int address) {
            boolean code = Integer.compareUnsigned(address - ramCode, ramSize) < 0;
            return code ? address - ramCode + ramData : address;
        }
    }

    /// @param pageSize at reset
    /// @param shutAtReset the cache's bus shut bits at reset
    public record FlashMmu(
            List<FlashWindow> windows, FlashMapping.EntryFormat format, int entryCount, int pageSize, int shutAtReset) {
        public FlashMmu {
            windows = List.copyOf(windows);
        }
    }

    /// @param sources number of interrupt sources
    /// @param status offset of the matrix's first status register
    /// @param cpu offset of the CPU interrupt registers in the matrix's block, or 0 where they are the PLIC
    public record Interrupts(int sources, int status, int cpu, int uart0, int systemTimer, int software) {}

    /// A word of the fuse block that is not zero.
    public record FuseWord(int offset, int value) {}

    /// @param banner the ROM's first lines
    /// @param clockDivider what the "mode" line says
    public record RomMessages(String banner, int clockDivider) {}
}
