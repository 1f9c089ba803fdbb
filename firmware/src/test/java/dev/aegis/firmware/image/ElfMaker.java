package dev.aegis.firmware.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes linked programs section by section, apart from the reader, so that tests can make odd ones.
final class ElfMaker {
    static final int RISC_V = 243;
    static final int XTENSA = 94;
    private static final int HEADER = 52;

    private final int machine;
    private final List<Section> sections = new ArrayList<>();
    private long entry;
    private int type = 2;
    private boolean named = true;

    private record Section(String name, int type, int flags, long address, byte[] content, int size, int align) {}

    private ElfMaker(int machine) {
        this.machine = machine;
    }

    static ElfMaker of(int machine) {
        return new ElfMaker(machine);
    }

    ElfMaker code(String name, long address, int size) {
        entry = entry == 0 ? address : entry;
        return add(name, 1, 6, address, filled(size, 0x13), size, 4);
    }

    ElfMaker data(String name, long address, byte[] content) {
        return add(name, 1, 2, address, content, content.length, 4);
    }

    ElfMaker aligned(String name, long address, int size, int alignment) {
        return add(name, 1, 2, address, filled(size, 0x44), size, alignment);
    }

    ElfMaker empty(String name, long address, int size) {
        return add(name, 8, 3, address, new byte[0], size, 4);
    }

    /// As esp-hal's build script leaves it: a section that is not loaded and a symbol that names its content.
    ElfMaker note(String chip) {
        byte[] word = chip.getBytes(StandardCharsets.US_ASCII);
        int notes = sections.size() + 1;
        add(".espressif.metadata", 1, 0, 0, word, word.length, 1);
        byte[] names = "\0build_info.CHIP_NAME\0".getBytes(StandardCharsets.US_ASCII);
        byte[] symbols = little(32)
                .putInt(16, 1)
                .putInt(24, word.length)
                .putShort(30, (short) notes)
                .array();
        add(".symtab", 2, 0, 0, symbols, symbols.length, 4);
        return add(".strtab", 3, 0, 0, names, names.length, 1);
    }

    ElfMaker startingAt(long address) {
        entry = address;
        return this;
    }

    ElfMaker ofType(int other) {
        type = other;
        return this;
    }

    /// Only program headers, as `sstrip` leaves it.
    ElfMaker withoutSections() {
        named = false;
        return this;
    }

    /// `esp_app_desc_t`, padded with a pattern.
    static byte[] descriptor(int size, int pageCode) {
        byte[] bytes = new byte[size];
        ByteBuffer descriptor =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0xabcd5432);
        descriptor.put(16, "1.0.0".getBytes(StandardCharsets.US_ASCII));
        descriptor.put(48, "rusty".getBytes(StandardCharsets.US_ASCII));
        descriptor.put(180, (byte) pageCode);
        for (int i = 256; i < size; i++) {
            descriptor.put(i, (byte) i);
        }
        return bytes;
    }

    byte[] bytes() {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        names.write(0);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes(new byte[40]);
        ByteArrayOutputStream segments = new ByteArrayOutputStream();
        for (Section section : sections) {
            int offset = HEADER + body.size();
            table.writeBytes(header(section, names.size(), offset, linkOf(section)));
            if (section.type == 1 && section.flags != 0) {
                segments.writeBytes(segment(section, offset));
            }
            names.writeBytes((section.name + "\0").getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(section.content);
        }
        byte[] last = names.toByteArray();
        table.writeBytes(header(new Section("", 3, 0, 0, last, last.length, 1), 0, HEADER + body.size(), 0));
        body.writeBytes(last);
        int tableAt = HEADER + body.size();
        int segmentsAt = tableAt + table.size();
        byte[] header = new byte[HEADER];
        ByteBuffer.wrap(header)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {0x7f, 'E', 'L', 'F', 1, 1, 1})
                .putShort(16, (short) type)
                .putShort(18, (short) machine)
                .putInt(24, (int) entry)
                .putInt(28, segmentsAt)
                .putInt(32, named ? tableAt : 0)
                .putShort(42, (short) 32)
                .putShort(44, (short) (segments.size() / 32))
                .putShort(46, (short) (named ? 40 : 0))
                .putShort(48, (short) (named ? sections.size() + 2 : 0))
                .putShort(50, (short) (named ? sections.size() + 1 : 0));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(header);
        file.writeBytes(body.toByteArray());
        file.writeBytes(table.toByteArray());
        file.writeBytes(segments.toByteArray());
        return file.toByteArray();
    }

    private ElfMaker add(String name, int kind, int flags, long address, byte[] content, int size, int align) {
        sections.add(new Section(name, kind, flags, address, content, size, align));
        return this;
    }

    /// The symbols' names follow them.
    private int linkOf(Section section) {
        return section.type == 2 ? sections.indexOf(section) + 2 : 0;
    }

    private static byte[] header(Section section, int name, int offset, int link) {
        return little(40)
                .putInt(name)
                .putInt(section.type)
                .putInt(section.flags)
                .putInt((int) section.address)
                .putInt(offset)
                .putInt(section.size)
                .putInt(link)
                .putInt(0)
                .putInt(section.align)
                .array();
    }

    private static byte[] segment(Section section, int offset) {
        return little(32)
                .putInt(1)
                .putInt(offset)
                .putInt((int) section.address)
                .putInt((int) section.address)
                .putInt(section.size)
                .putInt(section.size)
                .putInt(5)
                .putInt(section.align)
                .array();
    }

    private static byte[] filled(int size, int with) {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) with);
        return content;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
