package dev.aegis.firmware.panic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.firmware.FirmwareException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Panics of many kinds with their right explanations, one block for each in `panics/kinds.txt`.
class PanicKindsTest {
    private static final Pattern FACT =
            Pattern.compile("(\\w+)=(.*?)(?= (?:kind|core|task|address|arch|sha|restarts|meaning)=|$)");

    record Case(String name, String expected, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String block : resource().split("(?m)^== ")) {
            String[] parts = block.split("\n", 4);
            if (parts.length == 4) {
                cases.add(new Case(parts[0], parts[1], parts[3]));
            }
        }
        return cases.stream();
    }

    /// Serial monitors write the time before each line.
    static Stream<Case> casesWithTimes() {
        return Stream.of("2026-11-29 10:00:01 ", "[10:00:01.123] ", "10:00:01.123 -> ", "10:00:01.123 > ")
                .flatMap(time -> cases().map(given -> new Case(
                        given.name() + " with " + time,
                        given.expected(),
                        given.text().lines().map(line -> time + line).collect(Collectors.joining("\n")))));
    }

    @ParameterizedTest
    @MethodSource({"cases", "casesWithTimes"})
    void explains(Case given) {
        List<String> differences = new ArrayList<>();
        Panic panic = panic(given.text());
        if (panic == null || given.expected().equals("none")) {
            assertEquals(given.expected(), panic == null ? "none" : String.valueOf(panic.explanation()));
            return;
        }
        Matcher fact = FACT.matcher(given.expected());
        while (fact.find()) {
            String found = found(panic, fact.group(1));
            String wanted = fact.group(2);
            if (fact.group(1).equals("meaning") ? !found.contains(wanted) : !found.equals(wanted)) {
                differences.add(fact.group(1) + ": " + found + ", expected " + wanted);
            }
        }
        assertEquals(List.of(), differences);
    }

    private static @Nullable Panic panic(String text) {
        try {
            return PanicReader.read(text);
        } catch (FirmwareException none) {
            assertEquals("no_crash_found", none.code());
            return null;
        }
    }

    private static String found(Panic panic, String fact) {
        Explanation explanation = panic.explanation();
        Object found = switch (fact) {
            case "kind" -> explanation.kind().wire();
            case "core" -> explanation.core();
            case "task" -> explanation.task();
            case "address" -> explanation.address() == null ? null : "0x" + Long.toHexString(explanation.address());
            case "arch" ->
                panic.architecture() == null ? null : panic.architecture().wire();
            case "sha" -> panic.elfSha256();
            case "restarts" -> explanation.restarts();
            case "meaning" -> explanation.meaning();
            default -> throw new IllegalArgumentException(fact);
        };
        return found == null ? "none" : found.toString();
    }

    private static String resource() {
        try (InputStream in = PanicKindsTest.class.getResourceAsStream("/panics/kinds.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
