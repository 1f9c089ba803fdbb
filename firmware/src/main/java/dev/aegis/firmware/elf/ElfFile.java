package dev.aegis.firmware.elf;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.Sha256;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A 32-bit little-endian ELF file, the form for all ESP chips. The file is not trusted: every offset is checked before
/// it is used.
public final class ElfFile {
    private static final int MOST_BYTES = 512 * 1024 * 1024;
    private static final int HEADER_BYTES = 52;
    private static final int SECTION_BYTES = 40;
    private static final int RISC_V = 243;
    private static final int XTENSA = 94;
    private static final int NO_BITS = 8;
    private static final long EXECUTABLE = 4;

    private final byte[] file;
    private final int machine;
    private final Map<String, Section> sections;

    /// @param address in the chip's memory; 0 for what is not loaded
    public record Section(String name, int type, long flags, long address, long offset, long size) {
        public boolean holds(long wanted) {
            return wanted >= address && wanted < address + size;
        }

        public boolean executable() {
            return (flags & EXECUTABLE) != 0;
        }
    }

    private ElfFile(byte[] file, int machine, Map<String, Section> sections) {
        this.file = file;
        this.machine = machine;
        this.sections = sections;
    }

    public static ElfFile read(Path path) throws IOException {
        if (Files.size(path) > MOST_BYTES) {
            throw new FirmwareException("elf_too_large", "the ELF file has more than " + MOST_BYTES + " bytes");
        }
        return read(Files.readAllBytes(path));
    }

    /// @throws FirmwareException naming the error
    public static ElfFile read(byte[] file) {
        return guarded("a header", () -> {
            ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            if (file.length < HEADER_BYTES || in.getInt(0) != 0x464c457f) {
                throw malformed("it does not begin like an ELF file");
            }
            if (file[4] != 1 || file[5] != 1) {
                throw malformed("it is not for a 32-bit little-endian chip");
            }
            return new ElfFile(file, Short.toUnsignedInt(in.getShort(18)), sections(in));
        });
    }

    /// Runs a reader over untrusted bytes and turns its exceptions into a `FirmwareException`.
    public static <T> T guarded(String part, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IndexOutOfBoundsException
                | BufferUnderflowException
                | IllegalArgumentException
                | ArithmeticException broken) {
            throw new FirmwareException(
                    "elf_malformed", "this ELF file cannot be read: " + part + " points outside of it", broken);
        }
    }

    /// Returns the digest of the whole file in hexadecimal. An application prints its first digits.
    public String sha256() {
        return Sha256.hex(file);
    }

    public Architecture architecture() {
        return switch (machine) {
            case RISC_V -> Architecture.RISC_V;
            case XTENSA -> Architecture.XTENSA;
            default -> throw malformed("its machine number " + machine + " is not that of an ESP chip");
        };
    }

    public Optional<ByteBuffer> section(String name) {
        return Optional.ofNullable(sections.get(name)).map(this::content);
    }

    public Optional<Section> header(String name) {
        return Optional.ofNullable(sections.get(name));
    }

    /// Returns the section with code at this address.
    public Optional<Section> codeAt(long address) {
        return sections.values().stream()
                .filter(section -> section.executable() && section.holds(address))
                .findFirst();
    }

    public List<Section> all() {
        return List.copyOf(sections.values());
    }

    public ByteBuffer content(Section section) {
        if (section.type() == NO_BITS) {
            return ByteBuffer.allocate(0);
        }
        if (section.offset() + section.size() > file.length) {
            throw malformed("the section " + section.name() + " ends outside of it");
        }
        return ByteBuffer.wrap(file, (int) section.offset(), (int) section.size())
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    public static FirmwareException malformed(String reason) {
        return new FirmwareException("elf_malformed", "this ELF file cannot be read: " + reason);
    }

    /// Returns the text that begins at this offset and ends at the next zero byte.
    public static String text(ByteBuffer section, long offset) {
        ByteBuffer from = section.duplicate();
        from.position(Math.toIntExact(offset));
        int length = 0;
        while (from.get() != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        section.get(Math.toIntExact(offset), bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Map<String, Section> sections(ByteBuffer in) {
        int table = in.getInt(32);
        int count = Short.toUnsignedInt(in.getShort(48));
        int names = Short.toUnsignedInt(in.getShort(50));
        if (count == 0 || names >= count || Short.toUnsignedInt(in.getShort(46)) != SECTION_BYTES) {
            throw malformed("it has no table of sections");
        }
        int nameTable = in.getInt(table + names * SECTION_BYTES + 16);
        Map<String, Section> sections = new LinkedHashMap<>();
        for (int i = 1; i < count; i++) {
            int at = table + i * SECTION_BYTES;
            String name = text(in, nameTable + Integer.toUnsignedLong(in.getInt(at)));
            sections.putIfAbsent(
                    name,
                    new Section(
                            name,
                            in.getInt(at + 4),
                            Integer.toUnsignedLong(in.getInt(at + 8)),
                            Integer.toUnsignedLong(in.getInt(at + 12)),
                            Integer.toUnsignedLong(in.getInt(at + 16)),
                            Integer.toUnsignedLong(in.getInt(at + 20))));
        }
        return sections;
    }
}
