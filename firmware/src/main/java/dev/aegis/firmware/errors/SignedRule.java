package dev.aegis.firmware.errors;

import java.util.List;

/// A rule with the words of which a line must have one before the rule is asked.
record SignedRule(ErrorRule rule, List<String> signs) {
    SignedRule(ErrorRule rule, String... signs) {
        this(rule, List.of(signs));
    }
}
