package dev.aegis.espctl.tool;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The hints of the command line, as far as they help a model: it has tools in place of options and of the commands for
/// builds.
final class Hints {
    private static final List<String> FOR_TERMINALS = List.of(
            "--clean",
            "--task",
            "--elf",
            "--job",
            "espctl build",
            "espctl logs",
            "espctl status",
            "espctl errors",
            "espctl size",
            "espctl artifacts",
            "espctl cancel",
            "espctl diag");

    private Hints() {}

    /// Returns the parts of the hint that are not only for a terminal; null if none is.
    static @Nullable String of(@Nullable String hint) {
        if (hint == null) {
            return null;
        }
        String kept = Arrays.stream(
                        hint.replace("--wait SECS", "queue_wait_secs").split("; "))
                .filter(part -> FOR_TERMINALS.stream().noneMatch(part::contains))
                .collect(Collectors.joining("; "));
        return kept.isBlank() ? null : ShortText.sentence(kept);
    }
}
