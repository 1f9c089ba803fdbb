package dev.aegis.agent.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledAgentTest {
    @TempDir
    Path base;

    @Test
    void leavesNoProcessWhenTheAgentIsKilled() throws Exception {
        Process agent = startAgent();
        List<ProcessHandle> sandboxed = sleepers();
        assertEquals(2, sandboxed.size(), "the sandbox runs");
        agent.destroyForcibly().waitFor();
        for (ProcessHandle process : sandboxed) {
            process.onExit().get(10, TimeUnit.SECONDS);
        }
        assertEquals(List.of(), sleepers());
    }

    @Test
    void removesTheFilesOfAKilledAgent() throws Exception {
        startAgent().destroyForcibly().waitFor();
        assertTrue(Files.exists(base.resolve("run/run-2")), "the killed agent left its files");
        SandboxUnderTest next = new SandboxUnderTest(base);
        try (next) {
            assertTrue(Files.notExists(base.resolve("run/run-2")));
            assertEquals(0, next.shell("true").code());
        }
    }

    private Process startAgent() throws IOException {
        Process agent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AgentToKill.class.getName(),
                        base.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new java.io.InputStreamReader(agent.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.equals("running")) {
            line = output.readLine();
        }
        assertNotNull(line, "the agent ended before its sandbox ran");
        awaitSleepers();
        return agent;
    }

    /// Waits until both sleep commands run: the second one starts a moment after the line.
    private static void awaitSleepers() {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (sleepers().size() < 2 && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private static List<ProcessHandle> sleepers() {
        return ProcessHandle.allProcesses()
                .filter(process -> Optional.of(process.info())
                        .flatMap(ProcessHandle.Info::arguments)
                        .filter(arguments -> arguments.length == 1 && arguments[0].equals("456456"))
                        .isPresent())
                .toList();
    }
}
