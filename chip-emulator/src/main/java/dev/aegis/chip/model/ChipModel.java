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
public record ChipModel(
        String name,
        int imageId,
        Family family,
        CoreFeatures core,
        Clocks clocks,
        MemoryMap memory,
        Peripherals peripherals,
        RomMessages messages) {

    /// The two generations of register maps.
    public enum Family {
        /// esp32c3 and esp32c2: RTC controller, system registers, two views of RAM.
        EARLY,
        /// esp32c6 and esp32h2: separate register blocks for the low-power domain, PCR, PLIC, one view of RAM.
        LATE
    }

    /// Frequencies in hertz.
    ///
    /// @param crystal of the board's crystal
    /// @param systemTimer of the system timer's counters
    public record Clocks(long crystal, long systemTimer) {}

    /// The addresses and sizes of the chip's memories.
    ///
    /// @param ramData address of RAM on the data bus
    /// @param ramCode address of RAM on the instruction bus; equal to `ramData` on chips with one view
    /// @param lowPowerRamSize size of the RTC or LP memory at 0x50000000, or 0
    public record MemoryMap(int ramData, int ramCode, int ramSize, int lowPowerRamSize, RomMap rom, FlashMmu flashMmu) {
        public static final int LOW_POWER_RAM = 0x5000_0000;

        public boolean hasTwoViews() {
            return ramData != ramCode;
        }

        /// Returns the address on the data bus of the byte that `address` names on either bus.
        public int toDataView(int address) {
            boolean code = Integer.compareUnsigned(address - ramCode, ramSize) < 0;
            return code ? address - ramCode + ramData : address;
        }
    }

    /// The memory of the mask ROM: its own addresses, and the end of RAM that its functions use.
    ///
    /// @param dataView address of the ROM on the data bus
    /// @param dataViewSize its size, or 0 on chips without a data view
    /// @param stackTop initial stack pointer of the ROM
    /// @param variables address of the ROM's variables, which reach to the end of RAM
    public record RomMap(int codeSize, int dataView, int dataViewSize, int stackTop, int variables) {
        public static final int CODE = 0x4000_0000;
    }

    /// @param pageSize at reset
    /// @param shutAtReset the cache's bus shut bits at reset
    public record FlashMmu(
            List<FlashWindow> windows, FlashMapping.EntryFormat format, int entryCount, int pageSize, int shutAtReset) {
        public FlashMmu {
            windows = List.copyOf(windows);
        }
    }

    /// The differences between the chips' peripherals.
    public record Peripherals(Interrupts interrupts, LowPowerLayout lowPower, List<FuseWord> fuses) {
        public Peripherals {
            fuses = List.copyOf(fuses);
        }
    }

    /// @param sources number of interrupt sources
    /// @param status offset of the matrix's first status register
    /// @param cpu offset of the CPU interrupt registers in the matrix's block, or 0 if the PLIC has them
    public record Interrupts(int sources, int status, int cpu, int uart0, int systemTimer, int software) {}

    /// A word of the fuse block that is not zero.
    public record FuseWord(int offset, int value) {}

    /// @param banner the ROM's first lines
    /// @param clockDivider the number in the ROM's "mode" line
    public record RomMessages(String banner, int clockDivider) {}
}
