package dev.aegis.agent.sandbox;

import dev.aegis.agent.execution.TestLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A program with a running sandbox, for the test that kills it.
final class AgentToKill {
    private AgentToKill() {}

    /// @param arguments an empty directory
    public static void main(String[] arguments) {
        Path base = Path.of(arguments[0]);
        BubblewrapSandbox sandbox = BubblewrapSandbox.open(
                new SandboxSettings(base.resolve("run"), BuildUser.detect(BuildUser.STANDARD_UID), TestLimits.RESERVE));
        SandboxCommand command = new SandboxCommand(
                List.of("sh", "-c", "trap '' TERM HUP INT; setsid sleep 456456 & echo running; sleep 456456"),
                Map.of("PATH", "/usr/bin"),
                List.of(),
                "/",
                TestLimits.SANDBOX);
        // From a virtual thread, like builds.
        Thread.ofVirtual()
                .start(() -> sandbox.run(command, (stream, text) -> System.out.println(text), new StopSignal()));
        while (true) {
            Thread.onSpinWait();
            if (Thread.interrupted()) {
                return;
            }
            java.util.concurrent.locks.LockSupport.park();
        }
    }
}
