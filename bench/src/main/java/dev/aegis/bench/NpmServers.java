package dev.aegis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The servers that we are held against: of npm, at versions that stand here, in a folder that later runs find again.
final class NpmServers {
    private static final String NODE = "node";
    private static final String NPM = "npm";
    private static final String MOST_SECS = "180";
    private static final List<Other> PACKAGES = List.of(
            new Other("@modelcontextprotocol/server-filesystem", "2026.8.31", "dist/index.js", List.of(".")),
            new Other("@playwright/mcp", "0.0.83", "cli.js", List.of()));

    private final Path modules;

    /// @param program what node runs, within the package
    record Other(String name, String version, String program, List<String> arguments) {
        String title() {
            return name + " " + version;
        }
    }

    private NpmServers(Path modules) {
        this.modules = modules;
    }

    /// @throws BenchException when there is no npm, or it cannot get them
    static NpmServers install(Ground ground) {
        for (String program : List.of(NODE, NPM)) {
            if (!isHere(program)) {
                throw new BenchException("the other servers: there is no " + program + " on this machine");
            }
        }
        Path folder = ground.checkout().resolve("target/bench-npm");
        NpmServers servers = new NpmServers(folder.resolve("node_modules"));
        if (PACKAGES.stream().anyMatch(wanted -> !servers.has(wanted))) {
            System.err.println("==> npm fetches the servers to compare with");
            List<String> words = new ArrayList<>(List.of(
                    "timeout",
                    MOST_SECS,
                    NPM,
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--no-save",
                    "--prefix",
                    folder.toString()));
            PACKAGES.forEach(wanted -> words.add(wanted.name() + "@" + wanted.version()));
            try {
                Files.createDirectories(folder);
                // Without a package of its own, npm would look for one in the folders above.
                Files.writeString(folder.resolve("package.json"), "{\"private\": true}\n");
            } catch (IOException broken) {
                throw new BenchException("cannot write to " + folder + ": " + broken.getMessage(), broken);
            }
            // All of the environment: it may name the registry and the way there.
            ground.command(System.getenv(), folder, words).run();
        }
        return servers;
    }

    List<Other> packages() {
        return PACKAGES;
    }

    Command command(Ground ground, Other one, Path where) {
        List<String> words = new ArrayList<>(
                List.of(NODE, modules.resolve(one.name()).resolve(one.program()).toString()));
        words.addAll(one.arguments());
        return ground.command(Map.of(), where, words);
    }

    private boolean has(Other wanted) {
        try {
            return Files.readString(modules.resolve(wanted.name()).resolve("package.json"))
                    .contains("\"version\": \"" + wanted.version() + "\"");
        } catch (IOException missing) {
            return false;
        }
    }

    private static boolean isHere(String program) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
