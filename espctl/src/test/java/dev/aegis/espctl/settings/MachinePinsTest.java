package dev.aegis.espctl.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachinePinsTest {
    private static final ServerAddress SERVER =
            ServerAddress.parse("https://build.example.org", new Environment(Map.of()));
    private static final String ONE = "m-" + "1".repeat(32);
    private static final String TWO = "m-" + "2".repeat(32);

    @TempDir
    Path home;

    @Test
    void distinguishesANewMachineFromAKnownOne() {
        assertTrue(pins(Map.of()).accept(SERVER, ONE, "key"));
        assertFalse(pins(Map.of()).accept(SERVER, ONE, "key"));
    }

    @Test
    void refusesAKnownMachineWithAnotherKey() {
        pins(Map.of()).accept(SERVER, ONE, "key");

        Failure failure = assertThrows(Failure.class, () -> pins(Map.of()).accept(SERVER, ONE, "other"));

        assertEquals("machine_key_changed", failure.code());
        assertEquals(ExitCode.REFUSED, failure.exit());
    }

    @Test
    void refusesAMachineThatIsNotOnTheList() {
        pins(Map.of()).trust(SERVER, ONE);

        pins(Map.of()).accept(SERVER, ONE, "key");
        Failure failure = assertThrows(Failure.class, () -> pins(Map.of()).accept(SERVER, TWO, "key"));

        assertEquals("machine_not_trusted", failure.code());
    }

    @Test
    void takesTheListFromTheEnvironment() {
        MachinePins pins = pins(Map.of("ESPCTL_TRUSTED_MACHINES", ONE + ", " + TWO));

        pins.accept(SERVER, TWO, "key");
        assertThrows(Failure.class, () -> pins.accept(SERVER, "m-" + "3".repeat(32), "key"));
    }

    private MachinePins pins(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        return new MachinePins(UserDirectories.of(new Environment(Map.of()), home), environment, Clock.systemUTC());
    }
}
