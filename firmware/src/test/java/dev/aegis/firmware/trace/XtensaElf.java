package dev.aegis.firmware.trace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A whole Xtensa ELF file made by hand: one function, `app_main` at 0x400d1000, and a DWARF 3 line table that gives
/// line 10 to its first 16 bytes and line 12 to the next 16.
final class XtensaElf {
    private static final int START = 0x400d1000;
    private static final int HEADER = 52;
    private static final String[] NAMES = {"", ".flash.text", ".debug_line", ".symtab", ".strtab", ".shstrtab"};

    private XtensaElf() {}

    static byte[] bytes() {
        byte[][] contents = {
            {}, new byte[32], lines(), symbols(), text("\0app_main\0"), text(String.join("\0", NAMES) + "\0")
        };
        int[] types = {0, 1, 1, 2, 3, 3};
        Little body = new Little();
        Little table = new Little();
        int nameAt = 0;
        for (int i = 0; i < NAMES.length; i++) {
            boolean code = NAMES[i].equals(".flash.text");
            table.words(nameAt, types[i], code ? 6 : 0, code ? START : 0, HEADER + body.size(), contents[i].length);
            table.words(0, 0, 0, 0);
            body.put(contents[i]);
            nameAt += NAMES[i].length() + 1;
        }
        return new Little()
                .put(new byte[] {0x7f, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0})
                .halves(2, 94)
                .words(1, START, 0, HEADER + body.size(), 0)
                .halves(HEADER, 0, 0, 40, NAMES.length, NAMES.length - 1)
                .put(body.bytes())
                .put(table.bytes())
                .bytes();
    }

    private static byte[] lines() {
        byte[] head = {1, 1, -5, 14, 10, 0, 1, 1, 1, 1, 0, 0, 0, 1};
        byte[] names = text("main\0\0main.c\0\1\0\0\0");
        byte[] program = new Little()
                .put(new byte[] {0, 5, 2})
                .words(START)
                // line 10; a row; 16 bytes on; line 12; a row; 16 bytes on; the end
                .put(new byte[] {3, 9, 1, 2, 16, 3, 2, 1, 2, 16, 0, 1, 1})
                .bytes();
        return new Little()
                .words(6 + head.length + names.length + program.length)
                .halves(3)
                .words(head.length + names.length)
                .put(head)
                .put(names)
                .put(program)
                .bytes();
    }

    private static byte[] symbols() {
        return new Little()
                .words(0, 0, 0, 0)
                .words(1, START, 32)
                .halves(0x12, 1)
                .bytes();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Numbers as the chip writes them, the lowest byte first.
    private static final class Little {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Little words(int... values) {
            for (int value : values) {
                halves(value, value >>> 16);
            }
            return this;
        }

        Little halves(int... values) {
            for (int value : values) {
                out.write(value);
                out.write(value >>> 8);
            }
            return this;
        }

        Little put(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        int size() {
            return out.size();
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
