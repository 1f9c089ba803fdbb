package dev.aegis.firmware.dwarf;

import dev.aegis.firmware.dwarf.DebugUnit.Entry;
import dev.aegis.firmware.elf.ElfFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the functions that the compiler inlined at some addresses. In an optimized program a crash is often in a
/// function that has no code of its own.
public final class InlineTable {
    private static final int FUNCTION = 0x2e;
    private static final int INLINED = 0x1d;

    private final DebugSections sections;

    /// A function that holds an address, and where the next outer one calls it.
    ///
    /// @param name absent when the compiler gave none
    /// @param symbol the name with namespaces and types, not demangled; absent for a C function
    /// @param called absent for the outermost
    public record Call(
            @Nullable String name,
            @Nullable String symbol,
            @Nullable SourceLine called) {}

    public InlineTable(ElfFile elf) {
        this.sections = DebugSections.of(elf);
    }

    /// @return by address, the innermost function first; what the program does not describe is absent
    public Map<Long, List<Call>> find(Collection<Long> addresses) {
        Map<Long, List<Call>> found = new HashMap<>();
        SortedSet<Long> wanted = new TreeSet<>(addresses);
        if (wanted.isEmpty()) {
            return found;
        }
        DwarfBytes in = new DwarfBytes(sections.info());
        return ElfFile.guarded("its debug information", () -> {
            while (in.left() > 0) {
                int begin = in.at();
                int end = DebugUnit.endOf(in);
                in.moveTo(begin);
                new Walk(new DebugUnit(sections, in), wanted, found).run();
                in.moveTo(end);
            }
            found.values().forEach(Collections::reverse);
            return found;
        });
    }

    /// Walks through the entries of one unit, from the outside to the inside.
    private final class Walk {
        private final DebugUnit unit;
        private final SortedSet<Long> wanted;
        private final Map<Long, List<Call>> found;
        private final EntryRanges ranges;
        private @Nullable LineHeader lines;

        Walk(DebugUnit unit, SortedSet<Long> wanted, Map<Long, List<Call>> found) {
            this.unit = unit;
            this.wanted = wanted;
            this.found = found;
            this.ranges = new EntryRanges(sections, unit, wanted);
        }

        void run() {
            SortedSet<Long> held = EntryRanges.present(unit.root()) ? ranges.held(unit.root()) : wanted;
            if (held.isEmpty() || !unit.root().children()) {
                return;
            }
            DwarfBytes in = new DwarfBytes(sections.info());
            in.moveTo(unit.first());
            Deque<SortedSet<Long>> outside = new ArrayDeque<>();
            outside.push(held);
            while (!outside.isEmpty() && in.at() < unit.end()) {
                Entry entry = unit.read(in);
                if (entry.tag() == 0) {
                    outside.pop();
                } else {
                    enter(entry, in, outside);
                }
            }
        }

        private void enter(Entry entry, DwarfBytes in, Deque<SortedSet<Long>> outside) {
            boolean function = entry.tag() == FUNCTION || entry.tag() == INLINED;
            SortedSet<Long> inside = function ? ranges.held(entry) : outside.getFirst();
            if (function && !inside.isEmpty()) {
                Call call = new Call(
                        unit.name(entry), unit.linkageName(entry), entry.tag() == INLINED ? called(entry) : null);
                inside.forEach(address -> add(address, call, entry.tag() == FUNCTION));
            }
            if (!entry.children()) {
                return;
            }
            long sibling = entry.number(DebugUnit.SIBLING, 0);
            int next = Math.toIntExact(Math.addExact(unit.begin(), sibling));
            if (inside.isEmpty() && next > in.at()) {
                in.moveTo(next);
            } else {
                outside.push(inside);
            }
        }

        private void add(long address, Call call, boolean outermost) {
            List<Call> calls = found.computeIfAbsent(address, first -> new ArrayList<>());
            if (outermost) {
                calls.clear();
            }
            if (outermost || !calls.isEmpty()) {
                calls.add(call);
            }
        }

        private @Nullable SourceLine called(Entry entry) {
            long line = entry.number(DebugUnit.CALL_LINE, 0);
            DebugUnit.Value table = unit.root().value(DebugUnit.LINES);
            if (table == null || line <= 0) {
                return null;
            }
            if (lines == null) {
                lines = lines(table.number());
            }
            return new SourceLine(lines.file(entry.number(DebugUnit.CALL_FILE, -1)), (int) line);
        }

        private LineHeader lines(long offset) {
            DwarfBytes in = new DwarfBytes(sections.lines());
            in.moveTo(offset);
            return LineHeader.at(
                    in, new LineHeader.Texts(Optional.of(sections.lineTexts()), Optional.of(sections.texts())));
        }
    }
}
