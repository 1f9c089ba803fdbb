package dev.aegis.agent.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What bubblewrap writes to its status descriptor: the process id of the sandbox's first process, and
/// at the end the command's exit code. Without the code, the command never ran or was killed.
///
/// @param file which bubblewrap writes and no build can reach
record SandboxStatus(Path file) {
    private static final Pattern CHILD = Pattern.compile("\"child-pid\"\\s*:\\s*(\\d+)");
    private static final Pattern EXIT = Pattern.compile("\"exit-code\"\\s*:\\s*(\\d+)");

    Optional<ProcessHandle> initProcess() {
        Matcher found = CHILD.matcher(text());
        return found.find() ? ProcessHandle.of(Long.parseLong(found.group(1))) : Optional.empty();
    }

    OptionalInt exitCode() {
        Matcher found = EXIT.matcher(text());
        return found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException notYet) {
            return "";
        }
    }
}
