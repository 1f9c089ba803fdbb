package dev.aegis.espctl.remote;

import dev.aegis.espctl.project.LocalPaths;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// `build/compile_commands.json` with the paths of this computer, for editors. A small file beside it holds the digest
/// of the machine's file and that of the written one, so that the next build does not fetch it again.
final class LocalCompileCommands {
    private static final String COMMAND = "\"command\":";

    private LocalCompileCommands() {}

    static boolean isOne(Artifact artifact) {
        return artifact.role() == Artifact.Role.COMPILE_COMMANDS;
    }

    /// Returns whether the file was made from that of the machine and is unchanged.
    static boolean holds(Path here, Artifact artifact) throws IOException {
        Path digests = digests(here);
        return Files.isRegularFile(here)
                && Files.isRegularFile(digests)
                && Files.readString(digests).equals(line(artifact.sha256(), FileDigest.of(here)));
    }

    /// Writes the file for this computer.
    ///
    /// @param machine the verified file of the machine
    /// @param copy an empty file in the same file system
    /// @param project the project's folder
    static void write(Path machine, Path copy, Path project) throws IOException {
        LocalPaths plain = new LocalPaths(project, LocalPaths::json);
        LocalPaths command = new LocalPaths(project, path -> LocalPaths.json(LocalPaths.word(path)));
        try (BufferedReader in = Files.newBufferedReader(machine, StandardCharsets.UTF_8);
                BufferedWriter out = Files.newBufferedWriter(copy, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write((line.stripLeading().startsWith(COMMAND) ? command : plain).in(line));
                out.write('\n');
            }
        }
    }

    /// Notes the digests of the file that was put in place.
    static void put(Path here, Artifact artifact) throws IOException {
        Files.writeString(digests(here), line(artifact.sha256(), FileDigest.of(here)));
    }

    private static String line(Digest machine, Digest written) {
        return machine.hex() + " " + written.hex() + "\n";
    }

    private static Path digests(Path here) {
        return here.resolveSibling(".compile_commands.sha256");
    }
}
