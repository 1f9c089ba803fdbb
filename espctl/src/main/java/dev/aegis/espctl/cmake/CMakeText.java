package dev.aegis.espctl.cmake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the commands of a CMake file. Text that is no command is skipped, because CMake itself reports it.
public final class CMakeText {
    private static final int MOST_BYTES = 1024 * 1024;

    private final String text;
    private int at;
    private int line = 1;

    private CMakeText(String text) {
        this.text = text;
    }

    /// Returns the commands of a file; none if it cannot be read or is too large.
    public static List<CMakeCommand> commands(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                    ? commands(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    static List<CMakeCommand> commands(String text) {
        return new CMakeText(text).read();
    }

    private List<CMakeCommand> read() {
        List<CMakeCommand> commands = new ArrayList<>();
        while (at < text.length()) {
            skipSpace();
            int start = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            String name = text.substring(start, at);
            int begun = line;
            skipSpace();
            if (!name.isEmpty() && at < text.length() && text.charAt(at) == '(') {
                at++;
                commands.add(new CMakeCommand(name, arguments(), begun));
            } else if (at < text.length() && at == start) {
                next();
            }
        }
        return commands;
    }

    private List<CMakeCommand.Argument> arguments() {
        List<CMakeCommand.Argument> found = new ArrayList<>();
        int depth = 1;
        while (true) {
            skipSpace();
            if (at >= text.length()) {
                return found;
            }
            int begun = line;
            char c = text.charAt(at);
            if (c == ')') {
                at++;
                if (--depth == 0) {
                    return found;
                }
            } else if (c == '(') {
                at++;
                depth++;
            } else if (c == '"') {
                found.add(new CMakeCommand.Argument(quoted(), false, begun));
            } else {
                int level = bracket();
                found.add(
                        level >= 0
                                ? new CMakeCommand.Argument(bracketed(level), true, begun)
                                : new CMakeCommand.Argument(unquoted(), false, begun));
            }
        }
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = next();
            if (c != '\\' || at >= text.length()) {
                value.append(c);
                continue;
            }
            char escaped = next();
            if (escaped != '\n') {
                value.append(escaped == 'n' || escaped == 't' ? ' ' : escaped);
            }
        }
        at++;
        return value.toString();
    }

    private String unquoted() {
        StringBuilder value = new StringBuilder();
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean ends = depth == 0 && (Character.isWhitespace(c) || c == ')' || c == '(' || c == '#');
            if (ends || c == '\n') {
                break;
            }
            next();
            if (c == '\\' && at < text.length()) {
                value.append(next());
                continue;
            }
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            value.append(c);
        }
        return value.toString();
    }

    /// Returns the number of `=` of a bracket that begins here; -1 if none does.
    private int bracket() {
        int end = at + 1;
        while (text.charAt(at) == '[' && end < text.length() && text.charAt(end) == '=') {
            end++;
        }
        return text.charAt(at) == '[' && end < text.length() && text.charAt(end) == '[' ? end - at - 1 : -1;
    }

    private String bracketed(int level) {
        String close = "]" + "=".repeat(level) + "]";
        int start = at + level + 2;
        int end = text.indexOf(close, start);
        int stop = end < 0 ? text.length() : end;
        String value = text.substring(Math.min(start, stop), stop);
        while (at < Math.min(text.length(), stop + close.length())) {
            next();
        }
        return value;
    }

    private void skipSpace() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                skipComment();
            } else if (Character.isWhitespace(c) || c == '\ufeff') {
                next();
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        at++;
        int level = at < text.length() ? bracket() : -1;
        if (level >= 0) {
            bracketed(level);
            return;
        }
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private char next() {
        char c = text.charAt(at++);
        line += c == '\n' ? 1 : 0;
        return c;
    }
}
