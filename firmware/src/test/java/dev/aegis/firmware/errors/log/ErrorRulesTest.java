package dev.aegis.firmware.errors.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule is in the list, and the lines that it recognizes contain its keywords.
class ErrorRulesTest {
    private static final ProjectPaths PATHS = new ProjectPaths("/project");

    /// For each rule a line that it recognizes. A new rule needs an entry here.
    private static final Map<String, String> LINES = Map.ofEntries(
            Map.entry("InfrastructureRule", "ERROR: tool riscv32-esp-elf has no installed versions."),
            Map.entry("KconfigRule", "Kconfig.projbuild:3: error: couldn't parse 'frob'"),
            Map.entry("CMakeRule", "CMake Error at main/CMakeLists.txt:1 (message):"),
            Map.entry("ComponentManagerRule", "Cannot parse the manifest file. Please check that"),
            Map.entry("PartitionRule", "Error at line 3: Partition offset 0x1000 is too low"),
            Map.entry("ImageSizeRule", "Error: app partition is too small for binary app.bin size 0x20000:"),
            Map.entry("UndefinedReferenceRule", "ld: main.c:7: undefined reference to `motor_start'"),
            Map.entry("MultipleDefinitionRule", "ld: a.o:/project/main/a.c:2: multiple definition of `f'"),
            Map.entry("LinkerRule", "/opt/bin/ld: cannot find -lmotor"),
            Map.entry("MemoryRegionRule", "ld: region `dram0_0_seg' overflowed by 12 bytes"),
            Map.entry("CompilerRule", "/project/main/main.c:3:1: error: expected ';'"),
            Map.entry("RustRule", "error[E0425]: cannot find value `led` in this scope"),
            Map.entry("IdfCommandRule", "command \"bild\" is not known to idf.py and is not a Ninja target"),
            Map.entry("ToolErrorRule", "A fatal error occurred: Could not open /dev/ttyUSB0"),
            Map.entry("NinjaRule", "ninja: error: loading 'build.ninja': No such file or directory"),
            Map.entry("PythonRule", "ValueError: no such chip"),
            Map.entry("FragmentRule", "ERROR: failed to parse /project/main/linker.lf"),
            Map.entry("FailedStepRule", "FAILED: assets.bin"),
            Map.entry("FinalMessageRule", "ninja: build stopped: subcommand failed."));

    @Test
    void listsEveryRule() throws Exception {
        assertEquals(rulesOnTheClassPath(), names(ErrorRules.all(PATHS)));
    }

    static List<String> rules() {
        return names(ErrorRules.all(PATHS)).stream().toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void offersTheRuleALineOfItsOwn(String name) {
        List<ErrorRule> rules = ErrorRules.all(PATHS);
        String line = Objects.requireNonNull(LINES.get(name), () -> "a line for " + name);
        ErrorRule rule = rules.stream()
                .filter(one -> one.getClass().getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();

        assertNotNull(rule.read(line), name + " recognizes its line");
        assertTrue(offered(rules, matcher(rules), line).contains(name), name + " has a keyword in its line");
    }

    /// The matcher hides a line from rules without a keyword in it. A rule that would recognize such a line lacks one.
    @ParameterizedTest
    @MethodSource("logs")
    void offersEveryLineToTheRulesThatRecognizeIt(String log) {
        List<ErrorRule> rules = ErrorRules.all(PATHS);
        KeywordMatcher keywords = matcher(rules);
        for (String raw : log.lines().toList()) {
            String line = PlainLine.of(raw);
            List<String> recognized = rules.stream()
                    .filter(rule -> rule.read(line) != null)
                    .map(rule -> rule.getClass().getSimpleName())
                    .toList();

            assertTrue(offered(rules, keywords, line).containsAll(recognized), () -> recognized + " for: " + line);
        }
    }

    static Stream<String> logs() {
        Stream<String> recorded = RecordedLogsTest.rows().map(row -> Logs.text(row.folder() + "/" + row.log()));
        return Stream.concat(recorded, MessagesTest.rows().map(MessagesTest.Row::log));
    }

    @Test
    void refusesKeywordsThatCannotMatch() {
        assertThrows(IllegalArgumentException.class, () -> new KeywordMatcher(List.of(List.of())));
        assertThrows(IllegalArgumentException.class, () -> new KeywordMatcher(List.of(List.of(""))));
        assertThrows(IllegalArgumentException.class, () -> new KeywordMatcher(List.of(List.of("für"))));
        List<List<String>> tooMany =
                IntStream.range(0, 65).mapToObj(rule -> List.of("word" + rule)).toList();
        assertThrows(IllegalArgumentException.class, () -> new KeywordMatcher(tooMany));
    }

    @Test
    void findsKeywordsInsideAndBesideEachOther() {
        KeywordMatcher keywords = new KeywordMatcher(List.of(List.of("abcd"), List.of("bc"), List.of("cde", "x")));

        assertEquals(0b011, keywords.in("abcd"));
        assertEquals(0b110, keywords.in("abcxe"));
        assertEquals(0b100, keywords.in("\u2018cde"));
        assertEquals(0, keywords.in("ab cd"));
    }

    private static KeywordMatcher matcher(List<ErrorRule> rules) {
        return new KeywordMatcher(rules.stream().map(ErrorRule::keywords).toList());
    }

    private static Set<String> offered(List<ErrorRule> rules, KeywordMatcher keywords, String line) {
        long bits = keywords.in(line);
        List<ErrorRule> offered = new ArrayList<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            if ((bits & 1L << rule) != 0) {
                offered.add(rules.get(rule));
            }
        }
        return names(offered);
    }

    private static Set<String> names(List<ErrorRule> rules) {
        return rules.stream()
                .map(rule -> rule.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> rulesOnTheClassPath() throws Exception {
        Path classes = Path.of(ErrorRule.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.contains("$"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .map(ErrorRulesTest::load)
                    .filter(type -> ErrorRule.class.isAssignableFrom(type) && !type.isInterface())
                    .map(Class::getSimpleName)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException broken) {
            throw new AssertionError("the class files cannot be listed", broken);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException absent) {
            throw new AssertionError(absent);
        }
    }
}
