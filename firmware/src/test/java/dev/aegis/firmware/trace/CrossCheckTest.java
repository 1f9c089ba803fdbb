package dev.aegis.firmware.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.dwarf.InlineTable;
import dev.aegis.firmware.dwarf.LineTable;
import dev.aegis.firmware.dwarf.SourceLine;
import dev.aegis.firmware.elf.Architecture;
import dev.aegis.firmware.elf.ElfFile;
import dev.aegis.firmware.panic.PanicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each frame of an address, inlined functions too, held against the `addr2line` of the program's own toolchain.
class CrossCheckTest {
    private static final String PROGRAM = """
            #include "shape.h"
            volatile int sink;
            int table[8];
            static inline __attribute__((always_inline)) int clamp(int value, int most)
            {
                if (value > most) {
                    sink = value;
                    return most;
                }
                return value;
            }

            static inline __attribute__((always_inline)) int scaled(int value)
            {
                return clamp(value * 3, 100) + clamp(value, 7);
            }

            __attribute__((noinline)) int store(int *where, int value)
            {
                *where = scaled(value);
                return *where;
            }

            __attribute__((noinline)) int walk(int depth)
            {
                int sum = 0;
                for (int i = 0; i < depth; i++) {
                    sum += store(&table[i & 7], area(i, depth));
                    if (sum > 1000) {
                        sum -= scaled(sum);
                    }
                }
                return sum;
            }

            int app_main(void)
            {
                return walk(sink) + store(0, 3);
            }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-gdwarf-2", "-gdwarf-3", "-gdwarf-4", "-gdwarf-5"})
    void agreesOnARealXtensaProgram(String dwarf) throws Exception {
        Path elf = compiled("xtensa-lx106-elf", dwarf, "-Wl,-Ttext=0x40100000", "-mlongcalls");

        assertEquals(Architecture.XTENSA, ElfFile.read(elf).architecture());
        assertAgrees("xtensa-lx106-elf", elf, everyByte(elf));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-gdwarf-2", "-gdwarf-3", "-gdwarf-4", "-gdwarf-5"})
    void agreesOnARealRiscVProgram(String dwarf) throws Exception {
        Path elf = compiled("riscv64-unknown-elf", dwarf, "-Wl,-Ttext=0x42000000", "-march=rv32imc", "-mabi=ilp32");

        assertEquals(Architecture.RISC_V, ElfFile.read(elf).architecture());
        assertAgrees("riscv64-unknown-elf", elf, everyByte(elf));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dwarfv4", "dwarfv5"})
    void agreesOnSomeHundredAddressesOfAFirmware(String name) throws Exception {
        Path elf = Files.write(folder.resolve("app.elf"), Crashes.bytes("crashes/" + name + ".elf"));
        List<Long> code = everyByte(elf);
        Random random = new Random(20261120);
        Set<Long> some = new LinkedHashSet<>();
        while (some.size() < 600) {
            some.add(code.get(random.nextInt(code.size())) & ~1L);
        }

        // Where one file includes another's code, this version of addr2line names the outer file with the inner line.
        assertAgrees("riscv64-unknown-elf", elf, List.copyOf(some), place -> place.replaceFirst(" .*:", " "));
    }

    @Test
    void tellsWhoInlinedTheFunctionThatCrashed() throws Exception {
        Path path = compiled("xtensa-lx106-elf", "-gdwarf-5", "-Wl,-Ttext=0x40100000", "-mlongcalls");
        ElfFile elf = ElfFile.read(path);
        long crash = everyByte(path).stream()
                .filter(address -> new InlineTable(elf)
                                .find(List.of(address))
                                .getOrDefault(address, List.of())
                                .size()
                        == 3)
                .findFirst()
                .orElseThrow();

        String text = new CrashDecoder(elf, folder.toString())
                .decode(PanicReader.read("Backtrace: 0x%08x:0x3ffb5570".formatted(crash)))
                .text();

        assertEquals(
                List.of("clamp at lamp.c:6", "inlined by scaled at lamp.c:15", "inlined by store at lamp.c:20"),
                text.lines()
                        .skip(1)
                        .limit(3)
                        .map(line -> line.strip().replaceFirst("^#0 0x\\w+ ", ""))
                        .toList());
    }

    /// The symbol table has both names; the debug information has the one of the source.
    @Test
    void namesAFunctionOfSeveralNamesAsTheSourceDoes() throws Exception {
        Path elf = compiled(
                "riscv64-unknown-elf",
                "-gdwarf-5",
                "-Wl,-Ttext=0x42000000",
                "-Wl,--defsym=aardvark=store,--defsym=zebra=store",
                "-march=rv32imc",
                "-mabi=ilp32");
        ElfFile file = ElfFile.read(elf);
        long store = everyByte(elf).stream()
                .filter(address -> new InlineTable(file)
                        .find(List.of(address)).getOrDefault(address, List.of()).stream()
                                .map(InlineTable.Call::name)
                                .toList()
                                .equals(List.of("store")))
                .findFirst()
                .orElseThrow();

        Frame frame = new CrashDecoder(file, folder.toString())
                .decode(PanicReader.read(
                        "MEPC : 0x%08x  RA : 0x00000000  SP : 0x3fc80000  MCAUSE : 0x00000007".formatted(store)))
                .frames()
                .getFirst();

        assertEquals("store", frame.function());
    }

    private Path compiled(String toolchain, String... options) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("lamp.c"), PROGRAM);
        Files.writeString(folder.resolve("shape.h"), """
                static inline int area(int width, int height)
                {
                    int whole = width * height;
                    return whole < 0 ? 0 : whole;
                }
                """);
        Path elf = folder.resolve("lamp.elf");
        List<String> command = new ArrayList<>(List.of(toolchain + "-gcc", "-O2", "-ffunction-sections", "-nostdlib"));
        command.addAll(List.of(options));
        command.addAll(List.of("-Wl,-e,app_main", folder.resolve("lamp.c").toString(), "-lgcc", "-o", elf.toString()));
        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(compiler.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, compiler.waitFor(), said);
        return elf;
    }

    private static List<Long> everyByte(Path path) throws IOException {
        ElfFile elf = ElfFile.read(path);
        List<Long> addresses = new ArrayList<>();
        elf.all().stream().filter(ElfFile.Section::executable).forEach(section -> {
            for (long at = section.address(); at < section.address() + section.size(); at++) {
                addresses.add(at);
            }
        });
        return addresses;
    }

    private static void assertAgrees(String toolchain, Path path, List<Long> addresses) throws Exception {
        assertAgrees(toolchain, path, addresses, UnaryOperator.identity());
    }

    /// @param innermost what of the innermost frame is compared
    private static void assertAgrees(String toolchain, Path path, List<Long> addresses, UnaryOperator<String> innermost)
            throws Exception {
        Map<Long, List<String>> expected = new Addr2line(toolchain).frames(path, addresses);
        ElfFile elf = ElfFile.read(path);
        Map<Long, SourceLine> lines = new LineTable(elf).find(addresses);
        Map<Long, List<InlineTable.Call>> calls = new InlineTable(elf).find(addresses);
        List<String> differences = new ArrayList<>();
        int inlined = 0;
        for (long address : addresses) {
            List<InlineTable.Call> found = calls.get(address);
            // Where no function is described, binutils takes the nearest symbol; so does the decoder, elsewhere.
            if (found == null) {
                continue;
            }
            inlined += found.size() > 1 ? 1 : 0;
            List<String> ours = compared(frames(found, lines.get(address)), innermost);
            if (!ours.equals(compared(expected.getOrDefault(address, List.of("none")), innermost))) {
                differences.add("0x%x: %s, addr2line: %s".formatted(address, ours, expected.get(address)));
            }
        }
        assertEquals(List.of(), differences.stream().limit(10).toList(), () -> differences.size() + " differ");
        assertTrue(inlined > 0);
    }

    private static List<String> compared(List<String> frames, UnaryOperator<String> innermost) {
        List<String> compared = new ArrayList<>(frames);
        compared.set(0, innermost.apply(compared.getFirst()));
        return compared;
    }

    private static List<String> frames(
            List<InlineTable.Call> calls, @org.jspecify.annotations.Nullable SourceLine line) {
        List<String> frames = new ArrayList<>();
        SourceLine at = line;
        for (InlineTable.Call call : calls) {
            frames.add(call.name() + " "
                    + (at == null ? "??:?" : at.file() + ":" + (at.line() == 0 ? "?" : String.valueOf(at.line()))));
            at = call.called();
        }
        return frames;
    }
}
