package dev.aegis.espctl.tool;

import dev.aegis.mcp.tool.ToolFailure;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A path as an AI client writes it: plain, with `~`, or as a `file:` URI. A path of another operating system is
/// refused, as it would otherwise be a strange name in the working folder.
final class WrittenPath {
    /// The limit of Linux. A longer path would fail later, with a message that does not name the cause.
    private static final int MAX_LENGTH = 4096;

    private static final int MAX_SHOWN = 200;

    private static final Pattern DRIVE = Pattern.compile("/?[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern SHARE = Pattern.compile("(?:\\\\\\\\|//).*", Pattern.DOTALL);
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://.*", Pattern.DOTALL);

    private final String argument;
    private final String written;
    private final Path home;

    /// @param argument the name of the input, for messages
    /// @param home the folder that `~` means
    WrittenPath(String argument, String written, Path home) {
        this.argument = argument;
        this.written = written;
        this.home = home;
    }

    /// @throws ToolFailure if it is not a path of this system
    Path path() {
        String trimmed = written.strip();
        if (written.length() > MAX_LENGTH) {
            throw wrong("is longer than " + MAX_LENGTH + " characters");
        }
        if (isFileAddress(trimmed)) {
            return ofAddress(trimmed);
        }
        if (written.startsWith("/") && Files.exists(plain(written))) {
            return plain(written);
        }
        Optional<String> foreign = foreign(trimmed);
        if (foreign.isPresent()) {
            throw wrong(foreign.get());
        }
        if (trimmed.equals("~") || trimmed.startsWith("~/")) {
            return plain(home + trimmed.substring(1));
        }
        if (trimmed.startsWith("~")) {
            throw wrong("names another user's home, which is not looked up");
        }
        return plain(trimmed);
    }

    private static boolean isFileAddress(String text) {
        return text.regionMatches(true, 0, "file:", 0, "file:".length());
    }

    /// Returns why this is a path of another system, or nothing if it is not.
    private static Optional<String> foreign(String text) {
        if (File.separatorChar == '\\') {
            return Optional.empty();
        }
        if (SHARE.matcher(text).matches()) {
            return Optional.of("is a network share of Windows, and this is " + system());
        }
        if (DRIVE.matcher(text).matches()) {
            return Optional.of("has a drive letter of Windows, and this is " + system());
        }
        var scheme = SCHEME.matcher(text);
        if (scheme.matches()) {
            return Optional.of("is an address (" + scheme.group(1) + "), not a folder");
        }
        return text.indexOf('\\') >= 0 && text.indexOf('/') < 0
                ? Optional.of("is written with the backslashes of Windows, and this is " + system())
                : Optional.empty();
    }

    private static String system() {
        return System.getProperty("os.name", "another system");
    }

    private Path ofAddress(String text) {
        try {
            URI address = URI.create(text);
            String host = address.getAuthority();
            String path = address.getPath();
            if (path == null || path.isEmpty()) {
                throw wrong("names no path");
            }
            if (host != null && !host.equalsIgnoreCase("localhost")) {
                throw wrong("is on another computer, " + host);
            }
            Optional<String> foreign = foreign(path);
            if (foreign.isPresent()) {
                throw wrong(foreign.get());
            }
            return plain(path);
        } catch (IllegalArgumentException garbled) {
            throw wrong("is not a file address; spaces are written %20");
        }
    }

    private Path plain(String text) {
        try {
            return Path.of(text);
        } catch (IllegalArgumentException impossible) {
            throw wrong("holds a character that no path can have");
        }
    }

    private ToolFailure wrong(String why) {
        return new ToolFailure(
                "path_wrong",
                argument + " '" + shown(written) + "' " + why,
                "call again with " + argument + " as an absolute path on this computer, such as " + home);
    }

    /// Returns the path on one line, shortened.
    private static String shown(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?");
        return ShortText.of(line, MAX_SHOWN);
    }

    /// Returns the path, or null if the text is blank.
    static @Nullable Path of(String argument, String text, Path home) {
        return text.isBlank() ? null : new WrittenPath(argument, text, home).path();
    }
}
