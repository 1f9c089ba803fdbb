package dev.aegis.espctl.publish;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// An MCP bundle (`.mcpb`, manifest version 0.3): a zip of the manifest and a program that runs without anything else
/// installed. The zip keeps which files are executable.
final class McpBundle {
    private static final String PROGRAM = "bin/espctl";

    private McpBundle() {}

    /// @param program a folder with `bin/espctl` and all that it needs
    static void write(Path bundle, Path program, String version) throws IOException {
        if (!Files.isExecutable(program.resolve(PROGRAM))) {
            throw new Failure(
                    ExitCode.USAGE,
                    "program_missing",
                    program.resolve(PROGRAM) + " is not an executable file",
                    "give the folder of a packaged espctl: --program DIR");
        }
        Path folder = Objects.requireNonNull(bundle.getParent()).toRealPath();
        if (folder.startsWith(program.toRealPath())) {
            throw new Failure(
                    ExitCode.USAGE,
                    "bundle_in_program",
                    bundle + " is inside " + program + ", which it would contain",
                    "write the bundle to another folder");
        }
        Path fresh = Files.createTempFile(folder, "espctl", ".mcpb");
        Files.delete(fresh);
        URI zip = URI.create("jar:" + fresh.toUri());
        try {
            try (FileSystem inside =
                    FileSystems.newFileSystem(zip, Map.of("create", true, "enablePosixFileAttributes", true))) {
                Files.writeString(inside.getPath("manifest.json"), manifest(version));
                copy(program, inside.getPath("server"));
            }
            Files.move(fresh, bundle, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            files = walk.sorted().toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        for (Path file : files) {
            Path copied = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(copied);
            } else {
                Files.copy(file, copied);
                Files.setPosixFilePermissions(copied, Files.getPosixFilePermissions(file));
            }
        }
    }

    private static String manifest(String version) {
        return """
                {
                  "manifest_version": "0.3",
                  "name": "%s",
                  "display_name": "%s",
                  "version": "%s",
                  "description": "%s",
                  "author": {"name": "%s"},
                  "license": "%s",
                  "server": {
                    "type": "binary",
                    "entry_point": "server/%s",
                    "mcp_config": {
                      "command": "${__dirname}/server/%s",
                      "args": ["mcp", "serve"],
                      "env": {
                        "CONTROL_BASE_URL": "${user_config.server}",
                        "MCP_AUTH_SECRET": "${user_config.key}"
                      }
                    }
                  },
                  "tools_generated": true,
                  "prompts_generated": true,
                  "user_config": {
                    "server": {
                      "type": "string",
                      "title": "Build server",
                      "description": "URL of the build server",
                      "required": true
                    },
                    "key": {
                      "type": "string",
                      "title": "Access key",
                      "description": "the key that the operator of the build server gave you",
                      "sensitive": true,
                      "required": true
                    }
                  },
                  "compatibility": {"platforms": ["linux"]}
                }
                """.formatted(
                        Listing.NAME,
                        Listing.TITLE,
                        version,
                        Listing.DESCRIPTION,
                        Listing.AUTHOR,
                        Listing.LICENSE,
                        PROGRAM,
                        PROGRAM);
    }
}
