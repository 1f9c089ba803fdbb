package dev.aegis.agent.server;

import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The persistent state of this machine: its key, which is its identity, and the keys pinned at enrolment. Its files
/// have mode 0600 and are replaced atomically.
final class StateDirectory {
    private static final String KEY = "agent.key";
    private static final String PINS = "pins.json";

    private final Path root;

    StateDirectory(Path root) {
        this.root = root;
        attempt("creating the state directory " + root, () -> {
            if (Files.notExists(root)) {
                Files.createDirectories(
                        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return root;
        });
    }

    /// Returns the machine's key pair; creates it if there is none.
    KeyPair key(SecureRandom random) {
        String saved = read(KEY);
        if (saved == null) {
            byte[] seed = new byte[KeySeed.BYTES];
            random.nextBytes(seed);
            write(KEY, Base64.getEncoder().encodeToString(seed) + "\n");
            return KeySeed.pair(seed);
        }
        try {
            return KeySeed.pair(Base64.getDecoder().decode(saved.strip()));
        } catch (IllegalArgumentException broken) {
            throw new StateException(
                    root.resolve(KEY) + " is damaged",
                    "restore it, or delete it and run: aegis-agent enrol --renew",
                    broken);
        }
    }

    Optional<PinnedKeys> pins() {
        String saved = read(PINS);
        try {
            return saved == null ? Optional.empty() : Optional.of(WireJson.read(saved, PinnedKeys.class));
        } catch (WireException broken) {
            throw new StateException(
                    root.resolve(PINS) + " is damaged", "restore it, or run: aegis-agent enrol --renew", broken);
        }
    }

    void pin(PinnedKeys pins) {
        write(PINS, WireJson.pretty(pins));
    }

    private @Nullable String read(String name) {
        return attempt("reading " + root.resolve(name), () -> {
            try {
                return Files.readString(root.resolve(name));
            } catch (NoSuchFileException absent) {
                return null;
            }
        });
    }

    // Written under a new name, then renamed: a reader gets the old file or the new one.
    private void write(String name, String content) {
        attempt("writing " + root.resolve(name), () -> {
            Path fresh = Files.createTempFile(
                    root,
                    name,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, content);
            return Files.move(fresh, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        });
    }

    private static <T extends @Nullable Object> T attempt(String what, Step<T> step) {
        try {
            return step.run();
        } catch (IOException broken) {
            throw new StateException(
                    what + ": " + IoReason.of(broken), "check who owns the directory, and its disk", broken);
        }
    }

    private interface Step<T extends @Nullable Object> {
        T run() throws IOException;
    }
}
