package dev.aegis.espctl.outside;

import java.util.List;
import java.util.Locale;

/// One command of a CMake file.
///
/// @param name in lower case
/// @param arguments as written, without quotes
/// @param line where it begins, from 1
record CMakeCommand(String name, List<Argument> arguments, int line) {
    CMakeCommand {
        name = name.toLowerCase(Locale.ROOT);
        arguments = List.copyOf(arguments);
    }

    /// @param text as written, with references to variables
    /// @param literal whether references are not replaced, as in `[[...]]`
    /// @param line where it begins, from 1
    record Argument(String text, boolean literal, int line) {}

    List<Argument> after(int count) {
        return arguments.subList(Math.min(count, arguments.size()), arguments.size());
    }

    /// Returns the argument as written; empty if there is none.
    String text(int index) {
        return index < arguments.size() ? arguments.get(index).text() : "";
    }

    /// Returns all arguments as one text, for conditions.
    String condition() {
        return String.join(" ", arguments.stream().map(Argument::text).toList());
    }
}
