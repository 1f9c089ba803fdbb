package dev.aegis.chip.rom;

import dev.aegis.chip.model.ChipModel;
import java.util.OptionalInt;

/// Watches the end of RAM, which holds the ROM's variables. Only the variables that the chip's linker
/// description names may be written; after any other write the ROM's functions that need their data
/// would misbehave on a board, so calling one stops the run.
final class RomData {
    private final RomSymbols symbols;
    private final int base;
    private OptionalInt overwritten = OptionalInt.empty();

    private RomData(RomSymbols symbols, int base) {
        this.symbols = symbols;
        this.base = base;
    }

    static RomData watch(RomServices services, RomSymbols symbols) {
        ChipModel.MemoryMap map = services.model().memory();
        RomData data = new RomData(symbols, map.ramData());
        services.memory().ram().watch(map.rom().variables() - map.ramData(), data::written);
        return data;
    }

    private void written(int offset) {
        int address = base + offset;
        if (overwritten.isEmpty() && symbols.at(address).isEmpty()) {
            overwritten = OptionalInt.of(address);
        }
    }

    /// Returns the address at which the program first overwrote the ROM's data.
    OptionalInt overwritten() {
        return overwritten;
    }
}
