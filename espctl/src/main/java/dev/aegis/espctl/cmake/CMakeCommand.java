package dev.aegis.espctl.cmake;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One command of a CMake file.
///
/// @param name in lower case
/// @param arguments as written, without quotes
/// @param line where it begins, from 1
public record CMakeCommand(String name, List<Argument> arguments, int line) {
    private static final Map<String, String> BLOCKS = Map.of(
            "if", "endif",
            "foreach", "endforeach",
            "function", "endfunction",
            "macro", "endmacro",
            "while", "endwhile");

    public CMakeCommand {
        name = name.toLowerCase(Locale.ROOT);
        arguments = List.copyOf(arguments);
    }

    /// @param text as written, with references to variables
    /// @param literal whether references are not replaced, as in `[[...]]`
    /// @param line where it begins, from 1
    public record Argument(String text, boolean literal, int line) {}

    public List<Argument> after(int count) {
        return arguments.subList(Math.min(count, arguments.size()), arguments.size());
    }

    /// Returns the argument as written; empty if there is none.
    public String text(int index) {
        return index < arguments.size() ? arguments.get(index).text() : "";
    }

    /// Returns all arguments as one text, for conditions.
    public String condition() {
        return String.join(" ", texts());
    }

    /// Returns the arguments as written.
    public List<String> texts() {
        return arguments.stream().map(Argument::text).toList();
    }

    /// Returns 1 if the command opens a block, -1 if it closes one, else 0.
    public int nesting() {
        return BLOCKS.containsKey(name) ? 1 : BLOCKS.containsValue(name) ? -1 : 0;
    }

    /// Returns the command that closes the block that this one opens; null if it opens none.
    public @Nullable String end() {
        return BLOCKS.get(name);
    }
}
