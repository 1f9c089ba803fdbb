package dev.aegis.testkit.chip.rom;

import dev.aegis.testkit.chip.cpu.Cpu;
import dev.aegis.testkit.chip.device.Clock;
import dev.aegis.testkit.chip.device.FlashMapping;
import dev.aegis.testkit.chip.device.Gpio;
import dev.aegis.testkit.chip.device.NorFlash;
import dev.aegis.testkit.chip.device.ResetCause;
import dev.aegis.testkit.chip.device.ResetLine;
import dev.aegis.testkit.chip.device.Uart;
import dev.aegis.testkit.chip.memory.AddressSpace;
import dev.aegis.testkit.chip.memory.Ram;
import dev.aegis.testkit.chip.model.ChipModel;

/// The parts of the chip on which the ROM's functions work.
public record RomServices(
        ChipModel model,
        Cpu cpu,
        AddressSpace memory,
        Ram ram,
        Clock clock,
        Uart uart,
        NorFlash flash,
        FlashMapping mapping,
        Gpio gpio,
        ResetCause lastReset,
        ResetLine reset,
        RomHost host) {}
