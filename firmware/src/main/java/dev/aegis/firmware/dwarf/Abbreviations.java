package dev.aegis.firmware.dwarf;

import dev.aegis.firmware.elf.ElfFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The shapes of the entries in one unit of `.debug_info` (DWARF, section 7.5.3).
final class Abbreviations {
    private static final int IMPLICIT_CONSTANT = 0x21;

    private final Map<Long, Shape> byCode = new HashMap<>();

    /// @param constant the value of an attribute that is the same in every entry
    record Attribute(int name, int form, long constant) {}

    record Shape(int tag, boolean children, List<Attribute> attributes) {}

    Abbreviations(ByteBuffer section, long offset) {
        DwarfBytes in = new DwarfBytes(section);
        in.moveTo(offset);
        for (long code = in.unsignedLeb(); code != 0; code = in.left() == 0 ? 0 : in.unsignedLeb()) {
            int tag = (int) in.unsignedLeb();
            boolean children = in.u8() != 0;
            byCode.put(code, new Shape(tag, children, attributes(in)));
        }
    }

    Shape shape(long code) {
        Shape shape = byCode.get(code);
        if (shape == null) {
            throw ElfFile.malformed("its debug information has an entry of no known shape");
        }
        return shape;
    }

    private static List<Attribute> attributes(DwarfBytes in) {
        List<Attribute> attributes = new ArrayList<>();
        while (true) {
            int name = (int) in.unsignedLeb();
            int form = (int) in.unsignedLeb();
            if (name == 0 && form == 0) {
                return attributes;
            }
            attributes.add(new Attribute(name, form, form == IMPLICIT_CONSTANT ? in.signedLeb() : 0));
        }
    }
}
