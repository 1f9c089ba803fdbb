package dev.aegis.control.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.grant.Ed25519;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SigningKeysTest {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path parent;

    private Path directory;
    private Path file;

    @BeforeEach
    void chooseDirectory() {
        directory = parent.resolve("state");
        file = directory.resolve("grant-keys.json");
    }

    @Test
    void firstStartCreatesAKeyThatOnlyTheOwnerCanRead() throws IOException {
        SigningKeys.in(directory, random);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (var files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void laterStartsUseTheSameKey() {
        assertEquals(
                SigningKeys.in(directory, random).published(),
                SigningKeys.in(directory, random).published());
    }

    @Test
    void publishedKeyVerifiesSignatureOfTheSeed() throws IOException, GeneralSecurityException {
        SigningKeys keys = SigningKeys.in(directory, random);
        SigningKeys.Key key = WireJson.readStrict(Files.readAllBytes(file), SigningKeys.KeyFile.class)
                .keys()
                .getFirst();
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        byte[] signature = Ed25519.sign(privateKey(key.seed()), content);
        var published = keys.published().getFirst();
        assertEquals(key.kid(), published.kid());
        assertTrue(Ed25519.verify(Ed25519.publicKey(published.publicKey()), content, signature));
    }

    private static PrivateKey privateKey(String seed) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Ed25519.decode(seed)));
    }

    @Test
    void refusesFileThatOthersCanRead() throws IOException {
        SigningKeys.in(directory, random);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertEquals(file + " can be read by others than its owner; run: chmod 600 " + file, complaint());
    }

    @Test
    void refusesBrokenFileWithoutOverwritingIt() throws IOException {
        SigningKeys.in(directory, random);
        Files.writeString(file, "{\"keys\": [");
        assertTrue(complaint().startsWith("cannot use the signing keys in " + file));
        assertEquals("{\"keys\": [", Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2hvcnQ", "not base64 !", "\u00e9\u00e9\u00e9"})
    void refusesASeedThatIsNoKey(String seed) throws IOException {
        SigningKeys.in(directory, random);
        Files.writeString(file, "{\"keys\":[{\"kid\":\"k-1\",\"seed\":\"" + seed + "\"}]}");
        assertEquals(
                "cannot use the signing keys in " + file
                        + ": field 'seed' is not 32 bytes in base64url at [\"keys\"]->[0];"
                        + " restore the file, or remove it for a new key, which each machine accepts with:"
                        + " aegis-agent enrol --renew",
                complaint());
    }

    @Test
    void saysWhyItsDirectoryCannotBeUsed() throws IOException {
        Files.writeString(directory, "a file");
        assertEquals(
                "cannot use the signing keys in " + file + ": a file of this name exists (" + directory
                        + "); give this program's user access to the directory",
                complaint());
    }

    @Test
    void refusesMoreThanTwoKeys() throws IOException {
        SigningKeys.in(directory, random);
        SigningKeys.Key key = WireJson.readStrict(Files.readAllBytes(file), SigningKeys.KeyFile.class)
                .keys()
                .getFirst();
        Files.writeString(file, WireJson.pretty(new SigningKeys.KeyFile(List.of(key, key))));
        assertEquals(2, SigningKeys.in(directory, random).published().size());
        Files.writeString(file, WireJson.pretty(new SigningKeys.KeyFile(List.of(key, key, key))));
        assertTrue(complaint().contains("has 3 keys"));
    }

    private String complaint() {
        return String.valueOf(assertThrows(SigningKeysException.class, () -> SigningKeys.in(directory, random))
                .getMessage());
    }
}
