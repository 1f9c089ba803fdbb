package dev.aegis.espctl.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerChoiceTest {
    private static final String SAVED = "https://saved.example.org";

    @TempDir
    Path home;

    @Test
    void saysHowToLogInWhenNothingIsKnown() {
        Failure failure = assertThrows(Failure.class, () -> choice(Map.of()).choose(null));

        assertEquals("server_missing", failure.code());
    }

    @Test
    void remembersTheLastLogin() {
        logIn(SAVED, "key-1");

        Server server = choice(Map.of()).choose(null);

        assertEquals(SAVED, server.address().toString());
        assertEquals("saved login", server.addressFrom());
        assertEquals("key-1", Objects.requireNonNull(server.key()).reveal());
    }

    @Test
    void prefersTheFlagThenTheEnvironmentThenTheLogin() {
        logIn(SAVED, "key-1");
        var environment =
                Map.of("ESPCTL_SERVER", "https://env.example.org", "CONTROL_BASE_URL", "https://base.example.org");

        assertEquals(
                "--remote",
                choice(environment).choose("https://flag.example.org").addressFrom());
        assertEquals("ESPCTL_SERVER", choice(environment).choose(null).addressFrom());
        assertEquals(
                "CONTROL_BASE_URL",
                choice(Map.of("CONTROL_BASE_URL", "https://base.example.org"))
                        .choose(null)
                        .addressFrom());
    }

    @Test
    void neverSendsAKeyToAnotherServerThanItWasSavedFor() {
        logIn(SAVED, "key-1");

        assertNull(choice(Map.of()).choose("https://other.example.org").key());
    }

    @Test
    void sendsTheSharedSecretOnlyToTheServerItWasSetFor() {
        logIn(SAVED, "key-1");
        var environment = Map.of("CONTROL_BASE_URL", "https://base.example.org", "MCP_AUTH_SECRET", "shared");

        assertEquals("MCP_AUTH_SECRET", choice(environment).choose(null).keyFrom());
        assertEquals("saved login", choice(environment).choose(SAVED).keyFrom());
        assertNull(choice(environment).choose("https://third.example.org").key());
    }

    @Test
    void keepsTheKeyFromOtherUsers() throws Exception {
        logIn(SAVED, "key-1");

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void refusesCredentialsThatOtherUsersCanRead() throws Exception {
        logIn(SAVED, "key-1");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        Failure failure = assertThrows(Failure.class, () -> choice(Map.of()).choose(null));

        assertEquals("credentials_too_open", failure.code());
        assertTrue(String.valueOf(failure.hint()).startsWith("chmod 600 " + file()), failure.hint());
    }

    @Test
    void saysWhatToDoAboutDamagedCredentials() throws Exception {
        logIn(SAVED, "key-1");
        Files.writeString(file(), "{\"servers\": ");

        assertEquals(
                "credentials_damaged",
                assertThrows(Failure.class, () -> choice(Map.of()).choose(null)).code());
    }

    private void logIn(String server, String key) {
        credentials().save(ServerAddress.parse(server, new Environment(Map.of())), new Secret(key));
    }

    private ServerChoice choice(Map<String, String> environment) {
        return new ServerChoice(new Environment(environment), credentials());
    }

    private CredentialsFile credentials() {
        return new CredentialsFile(UserDirectories.of(new Environment(Map.of()), home));
    }

    private Path file() {
        return home.resolve(".config/espctl/credentials.json");
    }
}
