package dev.aegis.chip.rom;

import dev.aegis.chip.cpu.Cpu;
import dev.aegis.chip.device.Clock;
import dev.aegis.chip.device.FlashMapping;
import dev.aegis.chip.device.Gpio;
import dev.aegis.chip.device.NorFlash;
import dev.aegis.chip.device.ResetCause;
import dev.aegis.chip.device.ResetLine;
import dev.aegis.chip.device.Uart;
import dev.aegis.chip.memory.AddressSpace;
import dev.aegis.chip.memory.Ram;
import dev.aegis.chip.model.ChipModel;

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
