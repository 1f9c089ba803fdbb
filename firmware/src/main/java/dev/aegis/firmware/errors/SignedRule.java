package dev.aegis.firmware.errors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule with the words of which a line must have one before the rule is asked. Nearly all of a log is progress, and
/// looking for a word costs far less than trying a pattern.
final class SignedRule implements ErrorRule {
    private final ErrorRule rule;
    private final List<String> signs;

    SignedRule(ErrorRule rule, String... signs) {
        this.rule = rule;
        this.signs = List.of(signs);
    }

    @Override
    public @Nullable Finding read(String line) {
        for (String sign : signs) {
            if (line.contains(sign)) {
                return rule.read(line);
            }
        }
        return null;
    }
}
