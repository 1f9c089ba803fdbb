package dev.aegis.mcp.tool;

import dev.aegis.mcp.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// The call that a result suggests as the next step. The engine writes it with the name that the client lists, and
/// leaves it out if this server does not offer the tool or the tool does not accept the arguments.
///
/// @param tool the canonical name
public record NextCall(String tool, JsonObject arguments) {
    /// @param namesAndValues the arguments, alternating; one whose value is null is left out
    public static NextCall of(String tool, @Nullable Object... namesAndValues) {
        JsonObject arguments = JsonObject.EMPTY;
        for (int index = 0; index < namesAndValues.length; index += 2) {
            arguments = arguments.withPresent(String.valueOf(namesAndValues[index]), namesAndValues[index + 1]);
        }
        return new NextCall(tool, arguments);
    }

    /// @param listed the tool's name for this client
    public String text(String listed) {
        return listed + " " + arguments;
    }
}
