package dev.aegis.agent.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where this process is in the control groups, and the names of ours. A name carries the agent's
/// process id, so that the next agent knows what a killed one left behind.
final class GroupNames {
    private static final Pattern OURS = Pattern.compile("aegis-build-(\\d+)-.*");

    private GroupNames() {}

    static String of(String name) {
        return "aegis-build-" + ProcessHandle.current().pid() + "-" + name;
    }

    /// The path of this process in the hierarchy that `controllers` names; empty text stands for the
    /// unified one.
    static Optional<String> pathOf(Path procSelf, String controllers) throws IOException {
        return Files.readAllLines(procSelf.resolve("cgroup")).stream()
                .map(line -> line.split(":", 3))
                .filter(parts ->
                        parts.length == 3 && List.of(parts[1].split(",")).contains(controllers))
                .map(parts -> parts[2].substring(1))
                .findFirst();
    }

    /// Ends what an agent that was killed had been running, in case a sandbox was just starting then.
    static void sweep(Path parent) {
        List<Path> children;
        try (Stream<Path> listing = Files.list(parent)) {
            children = listing.toList();
        } catch (IOException unreadable) {
            return;
        }
        for (Path child : children) {
            Matcher ours = OURS.matcher(String.valueOf(child.getFileName()));
            if (ours.matches()
                    && ProcessHandle.of(Long.parseLong(ours.group(1))).isEmpty()) {
                new JobGroup(List.of(child), List.of()).close();
            }
        }
    }
}
