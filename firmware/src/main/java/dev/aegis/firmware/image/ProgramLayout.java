package dev.aegis.firmware.image;

import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The blocks of a program in a chip's memory, by rising address. They are checked against the chip's memory map, and
/// neighbours are joined.
///
/// @param flash the blocks that are mapped through the cache
/// @param ram the blocks that are copied
record ProgramLayout(List<Block> flash, List<Block> ram) {
    ProgramLayout {
        flash = List.copyOf(flash);
        ram = List.copyOf(ram);
    }

    static ProgramLayout of(ProgramFile program, Chip chip, int page) {
        MemoryMap memory = MemoryMap.of(chip);
        List<ProgramPart> parts = program.parts().stream()
                .sorted(Comparator.comparingLong(ProgramPart::address))
                .toList();
        check(parts, memory, chip);
        requireEntry(program, parts, chip);
        List<Block> flash = new ArrayList<>();
        List<Block> ram = new ArrayList<>();
        List<ProgramPart> run = new ArrayList<>();
        for (ProgramPart part : parts) {
            boolean joins = !run.isEmpty() && joins(run.getLast(), part, memory, page);
            if (!joins) {
                put(program, run, memory, flash, ram);
                run.clear();
            }
            if (part.filled()) {
                run.add(part);
            }
        }
        put(program, run, memory, flash, ram);
        requireMappable(flash, memory, chip);
        return new ProgramLayout(flash, ram);
    }

    private static void check(List<ProgramPart> parts, MemoryMap memory, Chip chip) {
        ProgramPart before = null;
        for (ProgramPart part : parts) {
            if (!part.filled()) {
                continue;
            }
            boolean somewhere =
                    memory.window(part.address(), part.size()).isPresent() || memory.inRam(part.address(), part.size());
            if (!somewhere) {
                throw new FirmwareException(
                        "elf_address_outside",
                        "%s (%d bytes) is in no memory of the %s; link the program for this chip"
                                .formatted(part.place(), part.size(), chip.target()));
            }
            if (before != null && part.address() < before.end()) {
                throw new FirmwareException(
                        "elf_overlap", part.place() + " overlaps " + before.place() + " in the chip's memory");
            }
            before = part;
        }
    }

    private static void requireEntry(ProgramFile program, List<ProgramPart> parts, Chip chip) {
        boolean loaded = parts.stream()
                .filter(ProgramPart::filled)
                .anyMatch(part -> program.entry() >= part.address() && program.entry() < part.end());
        if (!loaded) {
            throw new FirmwareException(
                    "elf_entry_outside",
                    "the program begins at 0x%08x, where nothing of it is loaded on the %s"
                            .formatted(program.entry(), chip.target()));
        }
    }

    /// Flash parts that share a page must be one block, because a page shows one place in flash, and
    /// filling between them loses nothing. In RAM a gap may be memory that keeps its content over a
    /// reset, so only what the linker left for alignment is filled.
    private static boolean joins(ProgramPart before, ProgramPart part, MemoryMap memory, int page) {
        if (!part.filled()) {
            return memory.window(part.address(), 1).isPresent();
        }
        long gap = part.address() - before.end();
        var window = memory.window(before.address(), before.size());
        if (!window.equals(memory.window(part.address(), part.size()))) {
            return false;
        }
        return window.isPresent()
                ? gap == 0 || (before.end() - 1) / page == part.address() / page
                : gap < Math.max(4, part.alignment()) && gap < page;
    }

    private static void put(
            ProgramFile program, List<ProgramPart> run, MemoryMap memory, List<Block> flash, List<Block> ram) {
        if (run.isEmpty()) {
            return;
        }
        long begin = run.getFirst().address();
        byte[] content = new byte[Math.toIntExact(run.getLast().end() - begin)];
        for (ProgramPart part : run) {
            byte[] bytes = program.content(part);
            System.arraycopy(bytes, 0, content, Math.toIntExact(part.address() - begin), bytes.length);
        }
        Block block = new Block(begin, content).wholeWords();
        (memory.window(begin, content.length).isPresent() ? flash : ram).add(block);
    }

    private static void requireMappable(List<Block> flash, MemoryMap memory, Chip chip) {
        for (MemoryMap.Range window : memory.windows()) {
            List<String> within = flash.stream()
                    .filter(block -> window.holds(block.address(), 1))
                    .map(block -> "0x%08x".formatted(block.address()))
                    .toList();
            if (within.size() > memory.mappedPerWindow()) {
                throw new FirmwareException(
                        "elf_scattered",
                        "the program has %d blocks in the flash window of the %s that begins at 0x%08x (%s), but the"
                                        .formatted(
                                                within.size(), chip.target(), window.low(), String.join(", ", within))
                                + " bootloader maps " + memory.mappedPerWindow()
                                + "; the linker script must put them together");
            }
        }
    }
}
