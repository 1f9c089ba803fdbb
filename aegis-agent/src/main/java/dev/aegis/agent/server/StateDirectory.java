package dev.aegis.agent.server;

import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/// What this machine must not forget: its key, which is its identity, and the keys pinned at enrolment. Files of mode
/// 0600, replaced whole.
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

    /// The machine's key pair; made on the first call ever.
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
            throw new IllegalStateException(
                    root.resolve(KEY) + " is damaged; restore it, or delete it and enrol this machine anew", broken);
        }
    }

    Optional<PinnedKeys> pins() {
        String saved = read(PINS);
        try {
            return saved == null ? Optional.empty() : Optional.of(WireJson.read(saved, PinnedKeys.class));
        } catch (WireException broken) {
            throw new IllegalStateException(
                    root.resolve(PINS) + " is damaged (" + broken.getMessage()
                            + "); restore it, or run: aegis-agent enrol --renew",
                    broken);
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

    // A new name, then one rename: whoever reads finds the old whole or the new whole.
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
            throw new UncheckedIOException(what + ": " + broken.getMessage(), broken);
        }
    }

    private interface Step<T extends @Nullable Object> {
        T run() throws IOException;
    }
}
