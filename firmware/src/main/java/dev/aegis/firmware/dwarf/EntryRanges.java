package dev.aegis.firmware.dwarf;

import dev.aegis.firmware.dwarf.DebugUnit.Entry;
import dev.aegis.firmware.dwarf.DebugUnit.Value;
import dev.aegis.firmware.elf.ElfFile;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds the wanted addresses in the code of an entry, which is one range or a list of ranges (DWARF, sections 2.17.3
/// and 7.28).
final class EntryRanges {
    private static final int ADDRESS_FORM = EntryForm.ADDRESS;

    private final DebugSections sections;
    private final DebugUnit unit;
    private final SortedSet<Long> wanted;

    EntryRanges(DebugSections sections, DebugUnit unit, SortedSet<Long> wanted) {
        this.sections = sections;
        this.unit = unit;
        this.wanted = wanted;
    }

    static boolean present(Entry entry) {
        return entry.value(DebugUnit.RANGES) != null || entry.value(DebugUnit.HIGH) != null;
    }

    SortedSet<Long> held(Entry entry) {
        SortedSet<Long> held = new TreeSet<>();
        Value ranges = entry.value(DebugUnit.RANGES);
        Value low = entry.value(DebugUnit.LOW);
        Value high = entry.value(DebugUnit.HIGH);
        if (ranges != null) {
            if (unit.version() < 5) {
                oldList(ranges.number(), held);
            } else {
                list(unit.rangeList(ranges), held);
            }
        } else if (low != null && high != null) {
            long from = unit.address(low);
            boolean absolute = high.form() == ADDRESS_FORM || EntryForm.addressByNumber(high.form());
            add(from, absolute ? unit.address(high) : from + high.number(), held);
        }
        return held;
    }

    private void oldList(long offset, SortedSet<Long> held) {
        DwarfBytes in = new DwarfBytes(sections.ranges());
        in.moveTo(offset);
        long base = base();
        while (true) {
            long from = in.u32();
            long to = in.u32();
            if (from == 0 && to == 0) {
                return;
            }
            if (from == 0xffff_ffffL) {
                base = to;
            } else {
                add(base + from, base + to, held);
            }
        }
    }

    private void list(long offset, SortedSet<Long> held) {
        DwarfBytes in = new DwarfBytes(sections.rangeLists());
        in.moveTo(offset);
        long base = base();
        while (true) {
            switch (in.u8()) {
                case 0 -> {
                    return;
                }
                case 1 -> base = unit.addressNumbered(in.unsignedLeb());
                case 2 -> add(unit.addressNumbered(in.unsignedLeb()), unit.addressNumbered(in.unsignedLeb()), held);
                case 3 -> {
                    long from = unit.addressNumbered(in.unsignedLeb());
                    add(from, from + in.unsignedLeb(), held);
                }
                case 4 -> add(base + in.unsignedLeb(), base + in.unsignedLeb(), held);
                case 5 -> base = in.u32();
                case 6 -> add(in.u32(), in.u32(), held);
                case 7 -> {
                    long from = in.u32();
                    add(from, from + in.unsignedLeb(), held);
                }
                default -> throw ElfFile.malformed("its debug information has a range of an unknown kind");
            }
        }
    }

    private long base() {
        Value low = unit.root().value(DebugUnit.LOW);
        return low == null ? 0 : unit.address(low);
    }

    private void add(long from, long to, SortedSet<Long> held) {
        // Code that the linker removed keeps its entry, at address 0.
        if (from != 0 && from < to) {
            held.addAll(wanted.subSet(from, to));
        }
    }
}
