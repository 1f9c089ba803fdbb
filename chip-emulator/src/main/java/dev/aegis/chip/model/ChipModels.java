package dev.aegis.chip.model;

import dev.aegis.chip.cpu.CoreFeatures;
import dev.aegis.chip.device.FlashMapping;
import dev.aegis.chip.device.FlashWindow;
import dev.aegis.chip.device.LowPowerLayout;
import dev.aegis.chip.device.LowPowerLayout.RtcWatchdog;
import dev.aegis.chip.device.LowPowerLayout.SuperWatchdog;
import dev.aegis.chip.memory.MemoryView;
import dev.aegis.chip.model.ChipModel.Clocks;
import dev.aegis.chip.model.ChipModel.Family;
import dev.aegis.chip.model.ChipModel.FlashMmu;
import dev.aegis.chip.model.ChipModel.FuseWord;
import dev.aegis.chip.model.ChipModel.Interrupts;
import dev.aegis.chip.model.ChipModel.MemoryMap;
import dev.aegis.chip.model.ChipModel.Peripherals;
import dev.aegis.chip.model.ChipModel.RomMap;
import dev.aegis.chip.model.ChipModel.RomMessages;
import java.util.List;
import java.util.Optional;

/// The chips that are modelled.
public final class ChipModels {
    private static final int MAC_LOW = 0x5e00_5301;
    private static final int MAC_HIGH = 0x7cdf;
    private static final int INSTRUCTION_WINDOW = 0x4200_0000;
    private static final int DATA_WINDOW = 0x3c00_0000;

    private static final List<FlashWindow> TWO_WINDOWS = List.of(
            new FlashWindow(INSTRUCTION_WINDOW, MemoryView.Bus.INSTRUCTION, 0),
            new FlashWindow(DATA_WINDOW, MemoryView.Bus.DATA, 1));
    private static final List<FlashWindow> ONE_WINDOW =
            List.of(new FlashWindow(INSTRUCTION_WINDOW, MemoryView.Bus.UNIFIED, 0));

    private static final ChipModel ESP32C3 = new ChipModel(
            "esp32c3",
            0x0005,
            Family.EARLY,
            new CoreFeatures(false, false, 0x8000_0001),
            new Clocks(40_000_000, 16_000_000),
            new MemoryMap(
                    0x3fc8_0000,
                    0x4038_0000,
                    0x6_0000,
                    0x2000,
                    new RomMap(0x6_0000, 0x3ff0_0000, 0x2_0000, 0x3fcd_e710, 0x3fcd_e710),
                    new FlashMmu(
                            TWO_WINDOWS, new FlashMapping.EntryFormat(0xff, 0x100, false, 0x100), 128, 0x1_0000, 3)),
            new Peripherals(
                    new Interrupts(62, 0xf8, 0x104, 21, 37, 50),
                    new LowPowerLayout(
                            new RtcWatchdog(0x90, 0xa4, 0xa8), new SuperWatchdog(0xac, 0xb0, 0x8f1d_312a, 31, 30, 29)),
                    // revision 0.4
                    List.of(new FuseWord(0x44, MAC_LOW), new FuseWord(0x48, MAC_HIGH), new FuseWord(0x50, 4 << 18))),
            new RomMessages("ESP-ROM:esp32c3-api1-20210207\r\nBuild:Feb  7 2021\r\n", 1));

    private static final ChipModel ESP32C2 = new ChipModel(
            "esp32c2",
            0x000c,
            Family.EARLY,
            new CoreFeatures(false, false, 0x8000_0001),
            new Clocks(40_000_000, 16_000_000),
            new MemoryMap(
                    0x3fca_0000,
                    0x4038_0000,
                    0x4_0000,
                    0,
                    new RomMap(0x9_0000, 0x3ff0_0000, 0x5_0000, 0x3fcd_eb70, 0x3fcd_eb70),
                    new FlashMmu(TWO_WINDOWS, new FlashMapping.EntryFormat(0x3f, 0x40, false, 0x40), 64, 0x4000, 3)),
            new Peripherals(
                    new Interrupts(43, 0xac, 0xb8, 17, 26, 36),
                    new LowPowerLayout(
                            new RtcWatchdog(0x84, 0x98, 0x9c), new SuperWatchdog(0xa0, 0xa4, 0x8f1d_312a, 31, 30, 29)),
                    // revision 1.0
                    List.of(new FuseWord(0x40, MAC_LOW), new FuseWord(0x44, MAC_HIGH | 1 << 20))),
            new RomMessages("ESP-ROM:esp8684-api2-20220127\r\nBuild:Jan 27 2022\r\n", 2));

    private static final ChipModel ESP32C6 = new ChipModel(
            "esp32c6",
            0x000d,
            Family.LATE,
            new CoreFeatures(true, true, 0x8000_0002),
            new Clocks(40_000_000, 16_000_000),
            new MemoryMap(
                    0x4080_0000,
                    0x4080_0000,
                    0x8_0000,
                    0x4000,
                    new RomMap(0x5_0000, 0, 0, 0x4087_e610, 0x4087_e610),
                    new FlashMmu(ONE_WINDOW, new FlashMapping.EntryFormat(0x1ff, 0x200, true, 0), 256, 0x1_0000, 0)),
            new Peripherals(
                    new Interrupts(77, 0x134, 0, 43, 57, 22),
                    new LowPowerLayout(
                            new RtcWatchdog(0x00, 0x14, 0x18), new SuperWatchdog(0x1c, 0x20, 0x50d8_3aa1, 18, 30, 31)),
                    // revision 0.1
                    List.of(new FuseWord(0x44, MAC_LOW), new FuseWord(0x48, MAC_HIGH), new FuseWord(0x50, 1 << 18))),
            new RomMessages("ESP-ROM:esp32c6-20220919\r\nBuild:Sep 19 2022\r\n", 2));

    private static final ChipModel ESP32H2 = new ChipModel(
            "esp32h2",
            0x0010,
            Family.LATE,
            new CoreFeatures(true, true, 0x8000_0002),
            new Clocks(32_000_000, 16_000_000),
            new MemoryMap(
                    0x4080_0000,
                    0x4080_0000,
                    0x5_0000,
                    0x1000,
                    new RomMap(0x2_0000, 0, 0, 0x4084_f380, 0x4084_fee0),
                    new FlashMmu(ONE_WINDOW, new FlashMapping.EntryFormat(0x1ff, 0x200, true, 0), 256, 0x1_0000, 0)),
            new Peripherals(
                    new Interrupts(65, 0x104, 0, 33, 45, 7),
                    new LowPowerLayout(
                            new RtcWatchdog(0x00, 0x18, 0x1c), new SuperWatchdog(0x20, 0x24, 0x50d8_3aa1, 18, 30, 31)),
                    // revision 0.1
                    List.of(new FuseWord(0x44, MAC_LOW), new FuseWord(0x48, MAC_HIGH), new FuseWord(0x50, 1 << 18))),
            new RomMessages("ESP-ROM:esp32h2-20221101\r\nBuild:Nov  1 2022\r\n", 2));

    private static final List<ChipModel> ALL = List.of(ESP32C3, ESP32C6, ESP32H2, ESP32C2);

    public static Optional<ChipModel> named(String target) {
        return ALL.stream().filter(model -> model.name().equals(target)).findFirst();
    }

    public static List<String> names() {
        return ALL.stream().map(ChipModel::name).toList();
    }

    private ChipModels() {}
}
