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

/// The parts of the chip that the ROM's functions use.
public record RomServices(
        ChipModel model,
        Cpu cpu,
        Memory memory,
        Clock clock,
        Ports ports,
        ResetCause lastReset,
        ResetLine reset,
        RomHost host) {

    /// The chip's memories.
    ///
    /// @param bus all of them, by address
    public record Memory(AddressSpace bus, Ram ram, NorFlash flash, FlashMapping mapping) {}

    /// The peripherals whose pins the ROM drives.
    public record Ports(Uart uart, Gpio gpio) {}
}
