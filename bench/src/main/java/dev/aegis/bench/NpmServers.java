package dev.aegis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The MCP servers from npm that espctl is compared with. Versions are fixed; later runs use the same folder.
final class NpmServers {
    private static final String NODE = "node";
    private static final String NPM = "npm";
    private static final String INSTALL_TIMEOUT_SECS = "180";
    private static final List<NpmServer> PACKAGES = List.of(
            new NpmServer("@modelcontextprotocol/server-filesystem", "2026.8.31", "dist/index.js", List.of(".")),
            new NpmServer("@playwright/mcp", "0.0.83", "cli.js", List.of()));

    private final Path modules;

    /// @param program the file of the package that node runs
    record NpmServer(String name, String version, String program, List<String> arguments) {
        String title() {
            return name + " " + version;
        }
    }

    private NpmServers(Path modules) {
        this.modules = modules;
    }

    /// @throws BenchException if node or npm is missing, or npm cannot install the servers
    static NpmServers install(BenchEnvironment bench) {
        for (String program : List.of(NODE, NPM)) {
            if (!isOnPath(program)) {
                throw new BenchException("cannot measure the servers from npm: " + program + " is not on PATH");
            }
        }
        Path folder = bench.checkout().resolve("target/bench-npm");
        NpmServers servers = new NpmServers(folder.resolve("node_modules"));
        if (PACKAGES.stream().anyMatch(wanted -> !servers.has(wanted))) {
            System.err.println("==> installing the servers to compare with, by npm");
            List<String> words = new ArrayList<>(List.of(
                    "timeout",
                    INSTALL_TIMEOUT_SECS,
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
                // Without this file, npm would use a package.json of a parent folder.
                Files.writeString(folder.resolve("package.json"), "{\"private\": true}\n");
            } catch (IOException broken) {
                throw new BenchException("cannot write to " + folder + ": " + broken.getMessage(), broken);
            }
            // npm gets the whole environment, which may configure the registry and a proxy.
            bench.command(System.getenv(), folder, words).run();
        }
        return servers;
    }

    List<NpmServer> packages() {
        return PACKAGES;
    }

    Command command(BenchEnvironment bench, NpmServer server, Path where) {
        List<String> words = new ArrayList<>(List.of(
                NODE, modules.resolve(server.name()).resolve(server.program()).toString()));
        words.addAll(server.arguments());
        return bench.command(Map.of(), where, words);
    }

    private boolean has(NpmServer wanted) {
        try {
            return Files.readString(modules.resolve(wanted.name()).resolve("package.json"))
                    .contains("\"version\": \"" + wanted.version() + "\"");
        } catch (IOException missing) {
            return false;
        }
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
