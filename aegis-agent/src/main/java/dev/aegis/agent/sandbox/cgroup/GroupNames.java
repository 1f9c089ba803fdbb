package dev.aegis.agent.sandbox.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The names of the agent's control groups, and the group of the agent itself. A name contains the
/// agent's process id, so that the next agent can recognize the groups of an agent that was killed.
final class GroupNames {
    private static final Pattern OURS = Pattern.compile("aegis-build-(\\d+)-.*");

    private GroupNames() {}

    static String of(String name) {
        return "aegis-build-" + ProcessHandle.current().pid() + "-" + name;
    }

    /// Returns the path of this process in the hierarchy of a controller. An empty name means version 2.
    static Optional<String> pathOf(Path procSelf, String controller) throws IOException {
        return Files.readAllLines(procSelf.resolve("cgroup")).stream()
                .map(line -> line.split(":", 3))
                .filter(parts ->
                        parts.length == 3 && List.of(parts[1].split(",")).contains(controller))
                .map(parts -> parts[2].substring(1))
                .findFirst();
    }

    /// Removes the groups of agents that were killed. A sandbox that was starting at that moment may still
    /// have processes.
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
                new ControlGroup(List.of(child), List.of()).close();
            }
        }
    }
}
