package dev.aegis.firmware.trace;

import dev.aegis.firmware.elf.ElfFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The functions of a program, by address.
final class Symbols {
    private static final int ENTRY_BYTES = 16;
    private static final int FUNCTION = 2;
    private static final int NO_TYPE = 0;

    private final ElfFile elf;
    private final TreeMap<Long, Symbol> byAddress = new TreeMap<>();

    /// @param size in bytes; 0 for a label in assembler code
    record Symbol(String name, long address, long size, boolean function) {}

    Symbols(ElfFile elf) {
        this.elf = elf;
        elf.header(".symtab").ifPresent(table -> ElfFile.guarded("its table of symbols", () -> read(table)));
    }

    /// The function at an address, or the nearest label before it in the same section.
    Optional<Symbol> at(long address) {
        Map.Entry<Long, Symbol> before = byAddress.floorEntry(address);
        while (before != null) {
            Symbol symbol = before.getValue();
            if (symbol.size() == 0 || address < symbol.address() + symbol.size()) {
                return sameSection(symbol, address) ? Optional.of(symbol) : Optional.empty();
            }
            before = byAddress.lowerEntry(before.getKey());
            // Functions do not nest: only a label may be between a function and an address inside it.
            if (symbol.function()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean sameSection(Symbol symbol, long address) {
        return elf.codeAt(address)
                .map(section -> section.holds(symbol.address()))
                .orElse(false);
    }

    private int read(ElfFile.Section table) {
        ByteBuffer entries = elf.content(table).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer names = elf.section(".strtab").orElseThrow(() -> ElfFile.malformed("its symbols have no names"));
        for (int at = 0; at + ENTRY_BYTES <= entries.limit(); at += ENTRY_BYTES) {
            int type = entries.get(at + 12) & 0xf;
            long address = Integer.toUnsignedLong(entries.getInt(at + 4));
            if ((type != FUNCTION && type != NO_TYPE) || elf.codeAt(address).isEmpty()) {
                continue;
            }
            String name = ElfFile.text(names, Integer.toUnsignedLong(entries.getInt(at)));
            // Mapping and local labels of the assembler name no function.
            if (!name.isEmpty() && !name.startsWith("$") && !name.startsWith(".L")) {
                byAddress.merge(
                        address,
                        new Symbol(name, address, Integer.toUnsignedLong(entries.getInt(at + 8)), type == FUNCTION),
                        (first, second) -> second.function() && !first.function() ? second : first);
            }
        }
        return byAddress.size();
    }
}
