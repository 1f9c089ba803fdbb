package dev.aegis.firmware.errors.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Each pattern of each rule has a row in `patterns.txt`, and the rule has a keyword in the row's line: a line without
/// one is never offered to the rule. A new pattern without a row, or without a keyword, fails here.
class RulePatternsTest {
    private static final String PART = "-";

    private final List<ErrorRule> rules = ErrorRules.all(new ProjectPaths("/project"));
    private final Map<String, String> lines = Logs.table("patterns.txt").stream()
            .map(row -> row.split(" \\| ", 2))
            .collect(Collectors.toMap(row -> row[0], row -> row[1]));

    @Test
    void hasARowForEachPattern() {
        assertEquals(new TreeSet<>(patterns().keySet()), new TreeSet<>(lines.keySet()));
    }

    @Test
    void offersEachPatternItsLine() {
        patterns().forEach((name, pattern) -> {
            String line = lines.getOrDefault(name, PART);
            if (!line.equals(PART)) {
                assertTrue(pattern.matcher(line).find(), name);
                assertNotEquals(0, keywords(name).in(line), () -> "a keyword for " + name);
            }
        });
    }

    private KeywordMatcher keywords(String name) {
        return new KeywordMatcher(rules.stream()
                .filter(rule -> name.startsWith(rule.getClass().getSimpleName() + "."))
                .map(ErrorRule::keywords)
                .toList());
    }

    private Map<String, Pattern> patterns() {
        Map<String, Pattern> patterns = new TreeMap<>();
        for (ErrorRule rule : rules) {
            Arrays.stream(rule.getClass().getDeclaredFields())
                    .filter(field -> field.getType() == Pattern.class && Modifier.isStatic(field.getModifiers()))
                    .forEach(field ->
                            patterns.put(rule.getClass().getSimpleName() + "." + field.getName(), value(field)));
        }
        return patterns;
    }

    private static Pattern value(Field field) {
        try {
            field.setAccessible(true);
            return (Pattern) field.get(null);
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }
}
