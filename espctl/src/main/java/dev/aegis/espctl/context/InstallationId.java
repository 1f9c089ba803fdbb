package dev.aegis.espctl.context;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.PrivateFiles;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;

/// Random installation id. Project keys are derived from it, so they reveal nothing about the user.
public final class InstallationId {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path file;
    private final SecureRandom random = new SecureRandom();

    InstallationId(Path stateFolder) {
        this.file = stateFolder.resolve("installation");
    }

    /// Returns the id; creates it at the first use.
    public String salt() {
        Optional<String> known = known();
        if (known.isPresent()) {
            return known.get();
        }
        try {
            String fresh = hex(16);
            return created(fresh) ? fresh : known().orElseGet(() -> replaced(fresh));
        } catch (IOException broken) {
            throw unusable(broken);
        }
    }

    /// Two builds that start at the same time must get the same id, or one of them would not find its workspace again.
    private boolean created(String id) throws IOException {
        try {
            return PrivateFiles.create(file, id.getBytes(StandardCharsets.UTF_8));
        } catch (UnsupportedOperationException noHardLinks) {
            replaced(id);
            return true;
        }
    }

    /// For a damaged file.
    private String replaced(String id) {
        try {
            PrivateFiles.write(file, id.getBytes(StandardCharsets.UTF_8));
            return id;
        } catch (IOException broken) {
            throw unusable(broken);
        }
    }

    /// Returns the id, or nothing before the first use.
    Optional<String> known() {
        try {
            return PrivateFiles.read(file)
                    .filter(content -> content.length >= 32)
                    .map(content -> new String(content, StandardCharsets.UTF_8).strip());
        } catch (IOException broken) {
            throw unusable(broken);
        }
    }

    private Failure unusable(IOException broken) {
        return new Failure(
                ExitCode.FAILED,
                "state_unwritable",
                "cannot use " + file + ": " + IoReason.of(broken),
                "make its folder yours and writable, or set XDG_STATE_HOME",
                broken);
    }

    /// Returns an id that sorts by time; two ids of the same second differ.
    String newTaskId(Clock clock) {
        return "t-" + TIME.format(clock.instant()) + "-" + hex(4);
    }

    private String hex(int bytes) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        return HexFormat.of().formatHex(content);
    }
}
