package dev.aegis.agent.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The status that bubblewrap reports: the process id of the sandbox's first process, and at the end the
/// exit code of the command. There is no exit code if the command did not start or was killed.
///
/// @param file written by bubblewrap; builds cannot reach it
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
