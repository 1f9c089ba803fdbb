package dev.aegis.firmware.errors.log;

import dev.aegis.firmware.errors.BuildError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Shortens a list of errors to what a language model is sent at most. The first error stays whole; the later ones lose
/// first their excerpts, then the hints that repeat an earlier one, then the ends of their messages.
final class ShortReport {
    private static final int MOST_CHARACTERS = 3_600;
    private static final int SHORT_MESSAGE = 120;
    /// Names, numbers and punctuation of one error in JSON.
    private static final int FRAME = 110;

    private ShortReport() {}

    static List<BuildError> fit(List<BuildError> errors) {
        List<BuildError> fitting = new ArrayList<>(errors);
        for (int i = fitting.size() - 1; i > 0 && isLong(fitting); i--) {
            fitting.set(i, fitting.get(i).showing(List.of()));
        }
        if (isLong(fitting)) {
            withoutRepeatedHints(fitting);
        }
        for (int i = fitting.size() - 1; i > 0 && isLong(fitting); i--) {
            fitting.set(i, fitting.get(i).shortened(SHORT_MESSAGE));
        }
        while (fitting.size() > 1 && isLong(fitting)) {
            fitting.removeLast();
        }
        return fitting;
    }

    private static void withoutRepeatedHints(List<BuildError> errors) {
        Set<String> hints = new HashSet<>();
        for (int i = 0; i < errors.size(); i++) {
            String hint = errors.get(i).hint();
            if (hint != null && !hints.add(hint)) {
                errors.set(i, errors.get(i).advising(null));
            }
        }
    }

    private static boolean isLong(List<BuildError> errors) {
        return errors.stream().mapToInt(ShortReport::length).sum() > MOST_CHARACTERS;
    }

    private static int length(BuildError error) {
        String hint = error.hint();
        return FRAME
                + error.place().length()
                + error.message().length()
                + (hint == null ? 0 : hint.length())
                + error.excerpt().stream().mapToInt(line -> line.length() + 4).sum();
    }
}
