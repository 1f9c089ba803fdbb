package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.WireJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What espctl's user sees when the other programs come and go.
@Timeout(300)
class EspctlLossTest {
    @TempDir
    Path folder;

    private Fleet fleet;
    private EspctlUser user;

    @BeforeEach
    void start() throws Exception {
        fleet = Fleet.start();
        user = new EspctlUser(folder, fleet.address());
        user.write("CMakeLists.txt", SlowProject.CMAKE);
    }

    @AfterEach
    void stop() throws Exception {
        fleet.close();
    }

    @Test
    void buildsOnWhileTheServerRestarts() throws Exception {
        try (EspctlUser.Running build = user.start("build", "-t", "esp32c3")) {
            build.awaitErr("tick 3");
            fleet.server().kill();
            fleet.startServer();

            EspctlUser.Outcome built = build.outcome();

            assertEquals(0, built.exit(), built.err());
        }
        assertLogHasNoGap();
    }

    @Test
    void saysThatTheMachineWasLostAndLeavesNothingHalfWritten() throws Exception {
        try (EspctlUser.Running build = user.with("ESPCTL_RECONNECT_SECS", "5").start("build", "-t", "esp32c3")) {
            build.awaitErr("tick 3");
            fleet.machine().kill();

            EspctlUser.Outcome lost = build.outcome();

            assertEquals(5, lost.exit(), lost.err());
            assertTrue(lost.err().contains("was lost during the build and did not come back within 5 s"), lost.err());
            assertTrue(lost.err().contains("hint: build again"), lost.err());
        }
        assertFalse(Files.exists(user.project().resolve("build/manifest.json")));
    }

    @Test
    void saysThatTheMachineRestarted() throws Exception {
        try (EspctlUser.Running build = user.start("build", "-t", "esp32c3")) {
            build.awaitErr("tick 3");
            fleet.machine().kill();
            fleet.startMachine();

            EspctlUser.Outcome failed = build.outcome();

            assertEquals(1, failed.exit(), failed.err());
            assertTrue(failed.err().contains("whose   the build machine's fault"), failed.err());
        }
        user.write("CMakeLists.txt", SlowProject.FAST);
        assertEquals(0, user.run("build", "-t", "esp32c3", "-q").exit());
    }

    @Test
    void saysThatNoMachineIsOnline() throws Exception {
        fleet.machine().terminate();
        fleet.machine().awaitExit();
        // A server that has just started has seen no machine, not even one that is leaving.
        fleet.server().kill();
        fleet.startServer();

        EspctlUser.Outcome nobody = user.run("build", "-t", "esp32c3");

        assertEquals(6, nobody.exit(), nobody.err());
        assertTrue(nobody.err().contains("error: no machine is online"), nobody.err());
    }

    private void assertLogHasNoGap() throws Exception {
        Logs logs = WireJson.read(user.run("logs", "-n", "100000", "--json").out(), Logs.class);
        long[] ticks = logs.lines().stream()
                .filter(line -> line.text().startsWith("tick "))
                .mapToLong(line -> Long.parseLong(line.text().substring("tick ".length())))
                .toArray();
        assertArrayEquals(LongStream.range(0, 100).toArray(), ticks);
    }

    record Logs(List<Line> lines) {}

    record Line(long seq, String text) {}
}
