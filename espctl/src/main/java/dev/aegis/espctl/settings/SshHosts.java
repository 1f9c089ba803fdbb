package dev.aegis.espctl.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The host aliases of `~/.ssh/config`. Users take them for network names, but only ssh can resolve them.
public final class SshHosts {
    private static final long MOST_BYTES = 256 * 1024;

    private final Path file;

    /// @param home the user's home directory
    public SshHosts(Path home) {
        this.file = home.resolve(".ssh").resolve("config");
    }

    /// @param hostName the real name that ssh connects to; absent when the file gives none
    public record Host(Optional<String> hostName) {}

    /// @param name as the user typed it, possibly with `user@` in front or a path behind
    public Optional<Host> find(String name) {
        String alias = name.replaceFirst("^[^@/]*@", "").replaceFirst("[:/].*$", "");
        boolean here = false;
        boolean found = false;
        for (String line : lines()) {
            String[] words = line.strip().split("[\\s=]+", 2);
            if (words.length < 2) {
                continue;
            }
            switch (words[0].toLowerCase(Locale.ROOT)) {
                case "host" -> {
                    here = Arrays.asList(words[1].split("\\s+")).contains(alias);
                    found |= here;
                }
                case "match" -> here = false;
                case "hostname" -> {
                    if (here) {
                        return Optional.of(new Host(Optional.of(words[1].strip().replace("%h", alias))));
                    }
                }
                default -> {}
            }
        }
        return found ? Optional.of(new Host(Optional.empty())) : Optional.empty();
    }

    private List<String> lines() {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
