package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// espctl while the build server or the build machine is killed or restarted during a build.
@Timeout(300)
class EspctlLossTest {
    @RegisterExtension
    final WholeProduct product = new WholeProduct();

    private Fleet fleet;
    private EspctlUser user;

    @BeforeEach
    void start() throws Exception {
        fleet = product.fleet();
        user = product.newUser();
        user.write("CMakeLists.txt", SlowProject.CMAKE);
    }

    @Test
    void finishesTheBuildWhileTheServerRestarts() throws Exception {
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
    void reportsALostMachineAndLeavesNoPartialFiles() throws Exception {
        try (EspctlUser.Running build = user.with("ESPCTL_RECONNECT_SECS", "5").start("build", "-t", "esp32c3")) {
            build.awaitErr("tick 3");
            fleet.machine().kill();

            EspctlUser.Outcome lost = build.outcome();

            assertEquals(5, lost.exit(), lost.err());
            assertTrue(lost.err().contains("was lost during the build and did not come back within 5 s"), lost.err());
            assertTrue(lost.err().contains("hint: run: espctl build"), lost.err());
        }
        assertFalse(Files.exists(user.project().resolve("build/manifest.json")));
    }

    @Test
    void blamesTheMachineWhenItRestarts() throws Exception {
        try (EspctlUser.Running build = user.start("build", "-t", "esp32c3")) {
            build.awaitErr("tick 3");
            fleet.machine().kill();
            fleet.startMachine();

            EspctlUser.Outcome failed = build.outcome();

            assertEquals(1, failed.exit(), failed.err());
            assertTrue(failed.err().contains("fault   infrastructure, not the project"), failed.err());
        }
        user.write("CMakeLists.txt", SlowProject.FAST);
        assertEquals(0, user.run("build", "-t", "esp32c3", "-q").exit());
    }

    @Test
    void failsWhenNoMachineIsOnline() throws Exception {
        fleet.machine().terminate();
        fleet.machine().awaitExit();
        // A new server does not remember the machine that is shutting down.
        fleet.server().kill();
        fleet.startServer();

        EspctlUser.Outcome refused = user.run("build", "-t", "esp32c3");

        assertEquals(6, refused.exit(), refused.err());
        assertTrue(refused.err().contains("error: no machine is online"), refused.err());
    }

    private void assertLogHasNoGap() throws Exception {
        long[] ticks = user.log().stream()
                .filter(line -> line.text().startsWith("tick "))
                .mapToLong(line -> Long.parseLong(line.text().substring("tick ".length())))
                .toArray();
        assertArrayEquals(LongStream.range(0, SlowProject.TICKS).toArray(), ticks);
    }
}
