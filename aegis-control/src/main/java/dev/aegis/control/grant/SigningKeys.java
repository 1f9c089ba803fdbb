package dev.aegis.control.grant;

import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.AgentRegistered.GrantKey;
import dev.aegis.protocol.grant.GrantSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// The keys that sign grants, in a file that only this server may read. The first key signs. A second one is published
/// with it during a rotation.
public final class SigningKeys {
    private static final String FILE = "grant-keys.json";
    private static final int MAX_KEYS = 2;

    private final List<Key> keys;

    private SigningKeys(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /// Reads the keys. Creates a key when there is no file.
    ///
    /// @throws SigningKeysException when the file cannot be used
    public static SigningKeys in(Path stateDirectory, SecureRandom random) {
        Path file = stateDirectory.resolve(FILE);
        try {
            if (Files.notExists(file)) {
                create(file, random);
            }
            if (Files.getPosixFilePermissions(file).stream()
                    .anyMatch(permission -> !permission.name().startsWith("OWNER"))) {
                throw new SigningKeysException(file + " can be read by others than its owner; run: chmod 600 " + file);
            }
            List<Key> keys =
                    WireJson.readStrict(Files.readAllBytes(file), KeyFile.class).keys();
            if (keys.isEmpty() || keys.size() > MAX_KEYS) {
                throw new SigningKeysException(
                        file + " has " + keys.size() + " keys; it must have one, or two during a" + " rotation");
            }
            return new SigningKeys(keys);
        } catch (IOException unreadable) {
            throw new SigningKeysException("cannot use the signing keys in " + file + ": " + IoReason.of(unreadable)
                    + "; give this program's user access to the directory");
        } catch (WireException damaged) {
            throw new SigningKeysException("cannot use the signing keys in " + file + ": " + damaged.getMessage()
                    + "; restore the file, or remove it for a new key, which each machine accepts with:"
                    + " aegis-agent enrol --renew");
        }
    }

    private static void create(Path file, SecureRandom random) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        byte[] seed = new byte[Ed25519PrivateKeyParameters.KEY_SIZE];
        random.nextBytes(seed);
        byte[] name = new byte[4];
        random.nextBytes(name);
        Key key = new Key(
                "k-" + HexFormat.of().formatHex(name),
                Base64.getUrlEncoder().withoutPadding().encodeToString(seed));
        Path half = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(half);
        Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(half, WireJson.pretty(new KeyFile(List.of(key))), StandardOpenOption.SYNC);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    GrantSigner signer() {
        Key first = keys.getFirst();
        Ed25519PrivateKeyParameters parameters = first.parameters();
        return new GrantSigner(first.kid(), content -> {
            Ed25519Signer signer = new Ed25519Signer();
            signer.init(true, parameters);
            signer.update(content, 0, content.length);
            return signer.generateSignature();
        });
    }

    /// Returns the public keys, which machines pin.
    public List<GrantKey> published() {
        return keys.stream().map(Key::published).toList();
    }

    record KeyFile(List<Key> keys) {
        KeyFile {
            keys = Required.list(keys);
        }
    }

    /// @param kid its name
    /// @param seed the private key's 32 bytes, base64url without padding
    record Key(String kid, String seed) {
        private static final Pattern SEED = Pattern.compile("[A-Za-z0-9_-]{43}");

        Key {
            Required.text("kid", kid, 64);
            if (!SEED.matcher(Required.text("seed", seed, 64)).matches()) {
                throw new IllegalArgumentException("field 'seed' is not 32 bytes in base64url");
            }
        }

        Ed25519PrivateKeyParameters parameters() {
            return new Ed25519PrivateKeyParameters(Base64.getUrlDecoder().decode(seed));
        }

        GrantKey published() {
            byte[] raw = parameters().generatePublicKey().getEncoded();
            return new GrantKey(kid, Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
        }

        @Override
        public String toString() {
            return "Key[" + kid + "]";
        }
    }
}
