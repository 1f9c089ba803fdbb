package dev.aegis.firmware.dwarf;

import dev.aegis.firmware.dwarf.Abbreviations.Attribute;
import dev.aegis.firmware.dwarf.Abbreviations.Shape;
import dev.aegis.firmware.elf.ElfFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One unit of `.debug_info`: the description of one source file (DWARF, section 7.5.1).
final class DebugUnit {
    static final int SIBLING = 0x01;
    static final int NAME = 0x03;
    static final int LINES = 0x10;
    static final int LOW = 0x11;
    static final int HIGH = 0x12;
    static final int ORIGIN = 0x31;
    static final int SPECIFICATION = 0x47;
    static final int RANGES = 0x55;
    static final int CALL_FILE = 0x58;
    static final int CALL_LINE = 0x59;
    private static final int LINKAGE_NAME = 0x6e;
    private static final int TEXT_OFFSETS = 0x72;
    private static final int ADDRESSES = 0x73;
    private static final int RANGE_LISTS = 0x74;
    private static final Set<Integer> WANTED = Set.of(
            SIBLING,
            NAME,
            LINES,
            LOW,
            HIGH,
            ORIGIN,
            SPECIFICATION,
            RANGES,
            CALL_FILE,
            CALL_LINE,
            LINKAGE_NAME,
            TEXT_OFFSETS,
            ADDRESSES,
            RANGE_LISTS);
    private static final int SKELETON = 4;
    private static final int SPLIT = 5;
    private static final int TYPE = 2;
    private static final int SPLIT_TYPE = 6;
    private static final int MOST_STEPS = 8;

    private final DebugSections sections;
    private final int begin;
    private final int end;
    private final int version;
    private final boolean wide;
    private final Abbreviations shapes;
    private final Entry root;
    private final int first;

    record Value(int form, long number) {}

    /// @param tag 0 for the mark that ends a list of children
    record Entry(int tag, boolean children, Map<Integer, Value> values) {
        @Nullable
        Value value(int attribute) {
            return values.get(attribute);
        }

        long number(int attribute, long otherwise) {
            Value value = values.get(attribute);
            return value == null ? otherwise : value.number();
        }
    }

    /// @param in at the unit's beginning
    DebugUnit(DebugSections sections, DwarfBytes in) {
        this.sections = sections;
        this.begin = in.at();
        long length = in.u32();
        this.wide = length == 0xffff_ffffL;
        if (wide) {
            length = in.u64();
        }
        this.end = Math.toIntExact(Math.addExact(in.at(), length));
        this.version = in.u16();
        if (version < 2 || version > 5) {
            throw ElfFile.malformed("its debug information has the unknown version " + version);
        }
        int type = version == 5 ? in.u8() : 0;
        int addressBytes = version == 5 ? in.u8() : 0;
        long abbreviations = in.word(wide);
        addressBytes = version == 5 ? addressBytes : in.u8();
        if (addressBytes != 4) {
            throw ElfFile.malformed("its debug information has no 32-bit addresses");
        }
        if (type == SKELETON || type == SPLIT) {
            in.skip(8);
        } else if (type == TYPE || type == SPLIT_TYPE) {
            in.skip(8);
            in.word(wide);
        }
        this.shapes = new Abbreviations(sections.abbreviations(), abbreviations);
        this.root = read(in);
        this.first = in.at();
    }

    /// Where the unit's length is, which is all that is needed to step over it.
    static int endOf(DwarfBytes in) {
        long length = in.u32();
        length = length == 0xffff_ffffL ? in.u64() : length;
        return Math.toIntExact(Math.addExact(in.at(), length));
    }

    Entry root() {
        return root;
    }

    /// Where the root's children begin.
    int first() {
        return first;
    }

    int end() {
        return end;
    }

    int begin() {
        return begin;
    }

    int version() {
        return version;
    }

    Entry read(DwarfBytes in) {
        long code = in.unsignedLeb();
        if (code == 0) {
            return new Entry(0, false, Map.of());
        }
        Shape shape = shapes.shape(code);
        Map<Integer, Value> values = new HashMap<>();
        for (Attribute attribute : shape.attributes()) {
            long number = EntryForm.read(in, attribute.form(), attribute.constant(), wide, version);
            if (WANTED.contains(attribute.name())) {
                values.put(attribute.name(), new Value(attribute.form(), number));
            }
        }
        return new Entry(shape.tag(), shape.children(), values);
    }

    long address(Value value) {
        return EntryForm.addressByNumber(value.form()) ? addressNumbered(value.number()) : value.number();
    }

    long addressNumbered(long index) {
        return DebugSections.numbered(sections.addresses(), root.number(ADDRESSES, 8), index);
    }

    /// Where in `.debug_rnglists` a list begins.
    long rangeList(Value value) {
        long base = root.number(RANGE_LISTS, 12);
        return value.form() == EntryForm.RANGES_BY_NUMBER
                ? base + DebugSections.numbered(sections.rangeLists(), base, value.number())
                : value.number();
    }

    /// A function's name; an entry for its code refers to the one that names it.
    @Nullable
    String name(Entry entry) {
        return named(entry, NAME);
    }

    /// A function's name as a symbol, with its namespaces and types; absent for a C function.
    @Nullable
    String linkageName(Entry entry) {
        return named(entry, LINKAGE_NAME);
    }

    private @Nullable String named(Entry entry, int attribute) {
        Entry at = entry;
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            Value name = at.value(attribute);
            if (name != null) {
                return text(name);
            }
            Value next = at.value(ORIGIN) == null ? at.value(SPECIFICATION) : at.value(ORIGIN);
            if (next == null || !here(next)) {
                return null;
            }
            DwarfBytes in = new DwarfBytes(sections.info());
            in.moveTo(next.form() == EntryForm.REFERENCE_ANYWHERE ? next.number() : begin + next.number());
            at = read(in);
        }
        return null;
    }

    /// Another unit has other shapes; link-time optimisation is all that refers to one.
    private boolean here(Value reference) {
        if (reference.form() == EntryForm.REFERENCE_ANYWHERE) {
            return reference.number() >= begin && reference.number() < end;
        }
        return reference.form() >= EntryForm.REFERENCE_FIRST && reference.form() <= EntryForm.REFERENCE_LAST;
    }

    private @Nullable String text(Value value) {
        return switch (value.form()) {
            case EntryForm.STRING -> ElfFile.text(sections.info(), value.number());
            case EntryForm.TEXT -> ElfFile.text(sections.texts(), value.number());
            case EntryForm.LINE_TEXT -> ElfFile.text(sections.lineTexts(), value.number());
            default ->
                EntryForm.textByNumber(value.form())
                        ? ElfFile.text(
                                sections.texts(),
                                DebugSections.numbered(
                                        sections.textOffsets(), root.number(TEXT_OFFSETS, 8), value.number()))
                        : null;
        };
    }
}
