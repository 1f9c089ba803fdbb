package dev.aegis.firmware.image;

import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.Sha256;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A linked program, read from an ELF file of any compiler. Every offset in the file is checked.
public final class ProgramFile {
    /// More than any flash holds; the rest of an ELF file is debug information.
    public static final long MOST_BYTES = 512L * 1024 * 1024;

    private static final int HEADER_BYTES = 52;
    private static final int SECTION_BYTES = 40;
    private static final int SEGMENT_BYTES = 32;
    private static final int LINKED = 2;
    private static final int RISC_V = 243;
    private static final int XTENSA = 94;
    private static final int ALLOCATED = 2;
    private static final int LOADED_SEGMENT = 1;

    private final byte[] file;
    private final int machine;
    private final long entry;
    private final List<ProgramPart> parts;
    private final @Nullable String chipName;

    private ProgramFile(byte[] file, int machine, long entry, List<ProgramPart> parts, @Nullable String chipName) {
        this.file = file;
        this.machine = machine;
        this.entry = entry;
        this.parts = List.copyOf(parts);
        this.chipName = chipName;
    }

    /// @throws FirmwareException saying why this is no program for an ESP chip
    public static ProgramFile read(byte[] file) {
        if (file.length < HEADER_BYTES || ByteBuffer.wrap(file).getInt() != 0x7f454c46) {
            throw bad("it does not begin like an ELF file");
        }
        if (file[4] != 1 || file[5] != 1) {
            throw bad(file[4] == 2 ? "it is for a 64-bit machine" : "it is not for a 32-bit little-endian machine");
        }
        try {
            return parse(file);
        } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException outside) {
            throw new FirmwareException(
                    "elf_malformed", "this ELF file cannot be used: it is cut off or damaged", outside);
        }
    }

    private static ProgramFile parse(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int type = half(in, 16);
        int machine = half(in, 18);
        if (machine != RISC_V && machine != XTENSA) {
            throw bad("its machine number " + machine + " is not that of an ESP chip");
        }
        if (type != LINKED) {
            throw bad(type == 1 ? "it is an object file, not a linked program" : "it is not a linked program");
        }
        long entry = Integer.toUnsignedLong(in.getInt(24));
        int sections = half(in, 48);
        List<ProgramPart> parts = sections == 0 ? segments(in) : sections(in, sections);
        if (parts.stream().noneMatch(ProgramPart::filled)) {
            throw new FirmwareException("elf_empty", "this ELF file cannot be used: nothing in it is loaded");
        }
        return new ProgramFile(file, machine, entry, parts, sections == 0 ? null : new ElfNotes(in).chipName());
    }

    long entry() {
        return entry;
    }

    List<ProgramPart> parts() {
        return parts;
    }

    byte[] content(ProgramPart part) {
        byte[] content = new byte[Math.toIntExact(part.size())];
        System.arraycopy(file, part.fileOffset(), content, 0, content.length);
        return content;
    }

    byte[] sha256() {
        return Sha256.of(file);
    }

    /// The chip that the program itself names, as esp-hal's do.
    public Optional<Chip> chip() {
        return chipName == null ? Optional.empty() : Chip.ofTarget(chipName);
    }

    /// @throws FirmwareException when the program was made for another chip
    void requireFor(Chip chip) {
        boolean xtensa = chip == Chip.ESP32 || chip == Chip.ESP32S2 || chip == Chip.ESP32S3;
        if (xtensa != (machine == XTENSA)) {
            throw new FirmwareException(
                    "elf_for_other_chip",
                    "the program is for a " + (machine == XTENSA ? "Xtensa" : "RISC-V") + " chip, which the "
                            + chip.target() + " is not");
        }
        if (chipName != null && !chipName.equals(chip.target())) {
            throw new FirmwareException(
                    "elf_for_other_chip", "the program says it is for " + chipName + ", not for " + chip.target());
        }
    }

    private static List<ProgramPart> sections(ByteBuffer in, int count) {
        if (half(in, 46) != SECTION_BYTES) {
            throw bad("its table of sections has another form");
        }
        int names = in.getInt(sectionAt(in, half(in, 50)) + 16);
        List<ProgramPart> parts = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int at = sectionAt(in, i);
            int type = in.getInt(at + 4);
            boolean allocated = (in.getInt(at + 8) & ALLOCATED) != 0;
            long address = Integer.toUnsignedLong(in.getInt(at + 12));
            long size = Integer.toUnsignedLong(in.getInt(at + 20));
            if (!allocated || address == 0 || size == 0 || !isProgram(type)) {
                continue;
            }
            String name = text(in, names + in.getInt(at));
            parts.add(part(in, name, address, in.getInt(at + 16), size, in.getInt(at + 32), type != 8));
        }
        return parts;
    }

    /// Content, content-less, and the three kinds of function tables.
    private static boolean isProgram(int type) {
        return type == 1 || type == 8 || (type >= 14 && type <= 16);
    }

    /// Reads the parts of a program without a section table, by its segments.
    private static List<ProgramPart> segments(ByteBuffer in) {
        List<ProgramPart> parts = new ArrayList<>();
        for (int i = 0; i < half(in, 44); i++) {
            int at = Math.addExact(in.getInt(28), i * SEGMENT_BYTES);
            long address = Integer.toUnsignedLong(in.getInt(at + 8));
            long size = Integer.toUnsignedLong(in.getInt(at + 16));
            if (in.getInt(at) == LOADED_SEGMENT && size > 0) {
                parts.add(part(in, "segment " + i, address, in.getInt(at + 4), size, in.getInt(at + 28), true));
            }
        }
        return parts;
    }

    private static ProgramPart part(
            ByteBuffer in, String name, long address, int offset, long size, int alignment, boolean filled) {
        if (filled && (offset < 0 || size > in.limit() - offset)) {
            throw bad("it ends in the middle of " + name);
        }
        if (address + size > 1L << 32) {
            throw bad(name + " ends behind the last address");
        }
        return new ProgramPart(name, address, offset, size, Math.max(1, alignment), filled);
    }

    static int sectionAt(ByteBuffer in, int number) {
        return Math.addExact(in.getInt(32), number * SECTION_BYTES);
    }

    static int half(ByteBuffer in, int at) {
        return Short.toUnsignedInt(in.getShort(at));
    }

    /// What ends up in sentences: short, and nothing that a terminal would act on.
    static String text(ByteBuffer in, int at) {
        StringBuilder bytes = new StringBuilder();
        for (int i = at; in.get(i) != 0 && i - at < 64; i++) {
            bytes.append((char) Byte.toUnsignedInt(in.get(i)));
        }
        byte[] latin = bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
        return new String(latin, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}|\ufffd", "?");
    }

    private static FirmwareException bad(String reason) {
        return new FirmwareException("elf_malformed", "this ELF file cannot be used: " + reason);
    }
}
