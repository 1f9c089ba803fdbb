package dev.aegis.firmware.errors.cmake;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.rule.ErrorRank;
import java.util.List;
import java.util.regex.Pattern;

/// The text of a CMake message and its rank.
final class CMakeMessage {
    private static final int LONGEST = 400;

    static final String NO_REASON = "CMake failed without a reason";
    private static final List<String> FOLLOWING = List.of(
            NO_REASON,
            "CMake Warning",
            "Error processing file",
            "Failed to run kconfgen",
            "Manifest is not valid",
            "No SOURCES given to target");

    private static final Pattern EMPTY_COMPONENT = Pattern.compile(
            "idf_component_register: unknown argument|No source files found for SRC_DIRS|SRCS and SRC_DIRS are both");

    /// What CMake, idf.py and git print on the way; any other line before a failed command is what the command printed.
    private static final Pattern ON_THE_WAY = Pattern.compile(
            "\\s*(?:-- |CMake |Executing |Running |Stopping at filesystem|fatal: not a git|See also |Call Stack|\\[\\d+/"
                    + "|\\S+:\\d+ \\(\\w+\\)$).*");
    private static final String FAILED_COMMAND = "execute_process failed command";

    private CMakeMessage() {}

    /// CMake says of a command that it failed, and not why: the command itself printed the reason just before.
    static BuildError withReason(BuildError error, String before) {
        String reason = before.strip();
        if (!error.message().startsWith(FAILED_COMMAND)
                || reason.isEmpty()
                || ON_THE_WAY.matcher(before).matches()) {
            return error;
        }
        return error.saying(error.message() + ": " + reason);
    }

    /// Joins the wrapped lines up to the call stack.
    static String sentence(List<String> words) {
        StringBuilder joined = new StringBuilder();
        for (String word : words) {
            if (word.startsWith("Call Stack") || word.startsWith("Tried extensions") || joined.length() > 3 * LONGEST) {
                break;
            }
            joined.append(joined.isEmpty() ? "" : " ").append(word);
        }
        // The component manager puts its hints before its error.
        String text = joined.toString().replaceFirst("^(?:(?:HINT|WARNING|NOTICE): .*? )?ERROR: ", "");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /// Returns `SUSPICION` for the few warnings that explain a failure: a component that is empty because its
    /// description is wrong.
    static ErrorRank rankOfWarning(String message) {
        return EMPTY_COMPONENT.matcher(message).find() ? ErrorRank.SUSPICION : ErrorRank.NONE;
    }

    /// Returns whether another error, or another program, reports the same in more detail.
    static boolean onlyFollows(String message) {
        return FOLLOWING.stream().anyMatch(message::startsWith);
    }
}
