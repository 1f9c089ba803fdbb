package dev.aegis.espctl.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The commands of a CMake file, read as text: nothing is expanded and nothing is run.
final class CMakeCommands {
    private static final long MOST_BYTES = 1024 * 1024;

    private final String text;
    private final List<Command> commands = new ArrayList<>();
    private int at;
    private int depth;

    private CMakeCommands(String text) {
        this.text = text;
    }

    /// @param name in lower case
    /// @param arguments without quotes
    /// @param conditional whether it is inside an `if`, a loop or a function
    record Command(String name, List<String> arguments, boolean conditional) {
        Command {
            arguments = List.copyOf(arguments);
        }
    }

    /// Returns no commands if the file cannot be read.
    static List<Command> of(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                    ? of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    static List<Command> of(String text) {
        CMakeCommands reader = new CMakeCommands(text);
        reader.read();
        return reader.commands;
    }

    private void read() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '#') {
                skipComment();
            } else if (Character.isLetter(next) || next == '_') {
                command();
            } else {
                at++;
            }
        }
    }

    private void command() {
        int begin = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String name = text.substring(begin, at).toLowerCase(Locale.ROOT);
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (at >= text.length() || text.charAt(at) != '(') {
            return;
        }
        at++;
        List<String> arguments = arguments();
        switch (name) {
            case "if", "foreach", "while", "function", "macro" -> depth++;
            case "endif", "endforeach", "endwhile", "endfunction", "endmacro" -> depth = Math.max(0, depth - 1);
            default -> commands.add(new Command(name, arguments, depth > 0));
        }
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        int open = 1;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == ')' && --open == 0) {
                at++;
                return arguments;
            }
            if (next == '#') {
                skipComment();
            } else if (next == '"') {
                arguments.add(quoted());
            } else if (next == '[' && bracket() >= 0) {
                arguments.add(bracketed(bracket()));
            } else if (next == '(' || next == ')' || Character.isWhitespace(next)) {
                open += next == '(' ? 1 : 0;
                at++;
            } else {
                arguments.add(word());
            }
        }
        return arguments;
    }

    private String quoted() {
        StringBuilder content = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            content.append(text.charAt(at));
        }
        at++;
        return content.toString();
    }

    private String word() {
        int begin = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && "()#\"".indexOf(text.charAt(at)) < 0) {
            at += text.charAt(at) == '\\' && at + 1 < text.length() ? 2 : 1;
        }
        return text.substring(begin, at);
    }

    /// Returns the number of equal signs of a bracket argument or comment that begins here, or -1.
    private int bracket() {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) == '=') {
            end++;
        }
        return end < text.length() && text.charAt(end) == '[' ? end - at - 1 : -1;
    }

    private String bracketed(int equals) {
        int begin = at + equals + 2;
        int end = text.indexOf("]" + "=".repeat(equals) + "]", begin);
        String content = text.substring(begin, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + equals + 2;
        return content;
    }

    private void skipComment() {
        at++;
        if (at < text.length() && text.charAt(at) == '[' && bracket() >= 0) {
            bracketed(bracket());
            return;
        }
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }
}
