package dev.aegis.espctl.command;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Text that the user gives as a file, or as `-` on stdin.
final class InputText {
    private static final String NAME_ANOTHER = "name a readable file, or - for stdin";
    private static final String STDIN = "-";
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private InputText() {}

    /// @param name a path as the user wrote it, or `-`
    static InputStream open(Console console, String name) {
        if (name.equals(STDIN)) {
            return console.stdin();
        }
        try {
            return Files.newInputStream(Path.of(name));
        } catch (IOException unreadable) {
            throw unreadable(name, IoReason.of(unreadable).replace(" (" + name + ")", ""), unreadable);
        } catch (InvalidPathException odd) {
            throw unreadable(name, "not the name of a file", odd);
        }
    }

    /// Reads the text. On a terminal, first says what to type.
    static String read(Console console, String name, String what, Screen screen) {
        if (name.equals(STDIN) && screen.terminal().interactive()) {
            screen.news("reading " + what + " from stdin; Ctrl-D ends it");
        }
        try (InputStream in = open(console, name)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new Failure(
                        ExitCode.USAGE,
                        "text_too_long",
                        "this is more than 16 MB of text",
                        "pass only the part with " + what);
            }
            return new String(content, StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw broke(name, broken);
        }
    }

    /// Returns the failure of a read that had started.
    static Failure broke(String name, IOException broken) {
        return new Failure(
                ExitCode.FAILED,
                "file_unreadable",
                "cannot read " + name + ": " + IoReason.of(broken),
                NAME_ANOTHER,
                broken);
    }

    private static Failure unreadable(String name, String reason, Exception cause) {
        return new Failure(
                ExitCode.USAGE,
                "file_unreadable",
                "cannot read " + name.replaceAll("\\p{Cntrl}", "?") + ": " + reason,
                NAME_ANOTHER,
                cause);
    }
}
