package dev.aegis.firmware.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.dwarf.LineTable;
import dev.aegis.firmware.dwarf.SourceLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Held against what two other readers say of every second address of the program's code: `*.llvm` is by
/// llvm-symbolizer 14, `*.binutils` by riscv64-unknown-elf-addr2line 2.40.
class LineTableTest {
    @ParameterizedTest
    @ValueSource(strings = {"dwarfv4", "dwarfv5"})
    void saysTheSameFileAndLineAsLlvm(String name) {
        assertEquals(List.of(), differences(name, "llvm", UnaryOperator.identity()));
    }

    /// Where one file includes another's code, this version of addr2line names the outer file with the inner line.
    @ParameterizedTest
    @ValueSource(strings = {"dwarfv4", "dwarfv5"})
    void saysTheSameLineAsAddr2line(String name) {
        assertEquals(
                List.of(),
                differences(
                        name,
                        "binutils",
                        place -> place.substring(place.lastIndexOf(':')).replace(":0", ":?")));
    }

    @Test
    void knowsNothingOfAnAddressOutsideOfTheProgram() {
        assertEquals(Map.of(), new LineTable(Crashes.elf("dwarfv5")).find(List.of(0x4000_0000L, 0L, 0xffff_ffffL)));
    }

    private static List<String> differences(String name, String other, UnaryOperator<String> compared) {
        Map<Long, String> expected = new TreeMap<>();
        Crashes.text("crashes/" + name + "." + other).lines().forEach(line -> {
            String[] words = line.split(" ", 2);
            expected.put(Long.decode(words[0]), compared.apply(plain(words[1]).replace("??:0", "??:?")));
        });
        assertTrue(expected.size() > 7000);
        Map<Long, SourceLine> found = new LineTable(Crashes.elf(name)).find(expected.keySet());
        return expected.entrySet().stream()
                .filter(place -> !place.getValue().equals(compared.apply(shown(found.get(place.getKey())))))
                .map(Object::toString)
                .toList();
    }

    private static String shown(@org.jspecify.annotations.Nullable SourceLine line) {
        return line == null ? "??:?" : plain(line.file() + ":" + (line.line() == 0 ? "?" : line.line()));
    }

    private static String plain(String place) {
        return Path.of(place).normalize().toString();
    }
}
