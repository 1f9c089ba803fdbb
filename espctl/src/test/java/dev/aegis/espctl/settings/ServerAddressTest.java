package dev.aegis.espctl.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    private static final Environment PLAIN = new Environment(Map.of());

    @ParameterizedTest
    @CsvSource({
        "build.example.org, has no http:// or https:// in front",
        "localhost:8080, has no http:// or https:// in front",
        "root@build.example.org, looks like an SSH destination",
        "buildbox:/srv/aegis, looks like an SSH destination",
        "ftp://build.example.org, begins with ftp://",
        "https://, names no host",
        "https:///path, names no host",
        "https://build example.org, is not a URL",
        "not an address, has no http:// or https:// in front",
        "https://[::1, is not a URL",
        "https://my_server:8443, has a host or port that cannot be one",
        "https://build.example.org:https, has a host or port that cannot be one",
        "https://build.example.org:99999, has a port above 65535",
        "https://me:secret@build.example.org, has a user",
        "https://build.example.org/?key=1, has a query or",
    })
    void namesTheMistakeInAnAddress(String text, String reason) {
        Failure wrong = assertThrows(Failure.class, () -> ServerAddress.parse(text, PLAIN));

        assertEquals(ExitCode.NOT_CONFIGURED, wrong.exit());
        assertTrue(wrong.sentence().contains(reason.replace("has a query or", "a query or")), wrong.sentence());
        assertTrue(wrong.hint() != null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:secret@host",
                "https://me:secret@my_host",
                "https://me:secret@host:99999",
                "https://me:secret@my host"
            })
    void neverShowsASecretInTheAddress(String text) {
        Failure wrong = assertThrows(Failure.class, () -> ServerAddress.parse(text, PLAIN));

        assertTrue(!wrong.sentence().contains("secret"), wrong.sentence());
    }

    @Test
    void dropsOneSlashAtTheEnd() {
        assertEquals(
                "https://build.example.org",
                ServerAddress.parse("https://build.example.org/", PLAIN).toString());
    }

    @Test
    void refusesPlainHttpToAnotherComputer() {
        Failure wrong = assertThrows(Failure.class, () -> ServerAddress.parse("http://build.example.org", PLAIN));

        assertEquals("server_insecure", wrong.code());
        ServerAddress.parse("http://build.example.org", new Environment(Map.of("ESPCTL_ALLOW_INSECURE", "1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1", "http://127.0.0.1:1", "http://127.9.9.9", "http://[::1]:1"})
    void allowsPlainHttpOnThisComputer(String text) {
        assertTrue(ServerAddress.parse(text, PLAIN).isLoopback());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1.evil.example", "http://localhost.evil.example", "http://1270.0.0.1"})
    void refusesAHostNameThatLooksLikeLoopback(String text) {
        assertThrows(Failure.class, () -> ServerAddress.parse(text, PLAIN));
    }
}
