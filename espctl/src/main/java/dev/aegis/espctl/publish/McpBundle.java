package dev.aegis.espctl.publish;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// An MCP bundle (`.mcpb`, manifest version 0.3): a zip of the manifest and a program that runs without anything else
/// installed.
final class McpBundle {
    private static final String PROGRAM = "bin/espctl";
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

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
        try {
            try (FileZip zip = new FileZip(fresh)) {
                byte[] manifest = manifest(version).getBytes(StandardCharsets.UTF_8);
                zip.add("manifest.json", READABLE, new ByteArrayInputStream(manifest));
                copy(program, zip);
            }
            Files.move(fresh, bundle, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void copy(Path from, FileZip zip) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            files = walk.sorted().toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        for (Path file : files) {
            if (!Files.isDirectory(file)) {
                try (InputStream content = Files.newInputStream(file)) {
                    zip.add("server/" + from.relativize(file), Files.getPosixFilePermissions(file), content);
                }
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
