package dev.aegis.espctl.tool;

import dev.aegis.mcp.tool.ToolFailure;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A folder or file as clients write them: plain, with `~`, or as a `file:` address. What only another
/// system could mean is refused by name, before it is taken for an odd name in the folder we stand in.
final class WrittenPath {
    /// As Linux has it. A longer one would fail in the middle of things, with words that name no cause.
    private static final int LONGEST = 4096;

    private static final int LONGEST_SHOWN = 200;

    private static final Pattern DRIVE = Pattern.compile("/?[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern SHARE = Pattern.compile("(?:\\\\\\\\|//).*", Pattern.DOTALL);
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://.*", Pattern.DOTALL);

    private final String argument;
    private final String written;
    private final Path home;

    /// @param argument its name, for messages
    /// @param home what `~` stands for
    WrittenPath(String argument, String written, Path home) {
        this.argument = argument;
        this.written = written;
        this.home = home;
    }

    /// @throws ToolFailure saying what is wrong with it
    Path path() {
        String trimmed = written.strip();
        if (written.length() > LONGEST) {
            throw wrong("is longer than " + LONGEST + " characters");
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

    /// Why it is none of this system's paths, where that is so.
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
                throw wrong("is on another machine, " + host);
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
                "call again with " + argument + " as an absolute path on this machine, such as " + home);
    }

    /// On one line, and not longer than helps.
    private static String shown(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?");
        return Answers.shortened(line, LONGEST_SHOWN);
    }

    /// @return null where the argument is absent or blank
    static @Nullable Path of(String argument, @Nullable String text, Path home) {
        return text == null || text.isBlank() ? null : new WrittenPath(argument, text, home).path();
    }
}
