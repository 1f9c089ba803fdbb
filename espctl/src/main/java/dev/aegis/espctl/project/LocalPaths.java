package dev.aegis.espctl.project;

import dev.aegis.protocol.session.SandboxPaths;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The paths on this computer of a project's files and of those beside it, in place of their paths on a build machine.
public final class LocalPaths {
    private static final Pattern SANDBOX = Pattern.compile(
            "(?<=^|[\\s\"'=:,;]|-I|-L|-isystem)" + SandboxPaths.SHOWN + "((?:/\\.\\.)*+)(?=[/\"'\\s=;\\\\]|$)");
    private static final Pattern SPECIAL = Pattern.compile("[\\s\"'\\\\`$&|;<>()*?#~!{}\\[\\]]");
    private static final int UP = "/..".length();

    private final Path project;
    private final UnaryOperator<String> written;

    /// @param project the project's folder
    /// @param written how a path is written in the text, for a language that escapes some characters
    public LocalPaths(Path project, UnaryOperator<String> written) {
        this.project = project;
        this.written = written;
    }

    /// Returns a path as a word of a shell command, as in the `command` of `compile_commands.json`.
    public static String word(String path) {
        return SPECIAL.matcher(path).replaceAll("\\\\$0");
    }

    /// Returns a path inside of a JSON string.
    public static String json(String path) {
        return path.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /// Returns the text with the paths of this computer.
    public String in(String text) {
        return SANDBOX.matcher(SandboxPaths.shown(text))
                .replaceAll(found -> Matcher.quoteReplacement(written.apply(folder(found))));
    }

    /// Returns the project's folder, or the one so many levels above it.
    private String folder(MatchResult found) {
        Path folder = project;
        for (int level = found.group(1).length() / UP; level > 0 && folder.getParent() != null; level--) {
            folder = folder.getParent();
        }
        return folder.toString();
    }
}
