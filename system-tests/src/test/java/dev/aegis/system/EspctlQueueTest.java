package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.WireJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Builds that wait, on machines that take one session at a time.
@Timeout(300)
class EspctlQueueTest {
    private static final String QUEUED = "in the queue at position 1";

    @RegisterExtension
    final WholeProduct product = new WholeProduct(new FleetSettings(Map.of(), Map.of("AGENT_MAX_JOBS", "1")));

    private EspctlUser user;

    @BeforeEach
    void start() {
        user = product.newUser();
    }

    @Test
    void cancelEndsABuildThatWaitsForAMachineAndFreesItsPlace() throws Exception {
        EspctlUser other = product.newUser(product.fleet().address());
        user.write("CMakeLists.txt", SlowProject.printing(600));
        try (EspctlUser.Running busy = user.start("build", "-t", "esp32c3")) {
            busy.awaitErr("tick 3");
            try (EspctlUser.Running waiting = other.start("build", "-t", "esp32c3")) {
                waiting.awaitErr(QUEUED);

                EspctlUser.Outcome canceled = other.run("cancel");

                assertEquals(0, canceled.exit(), canceled.err());
                assertTrue(canceled.out().contains("state    canceled"), canceled.out());
                assertTrue(canceled.out().contains(other.project().toString()), canceled.out());
                EspctlUser.Outcome ended = waiting.outcome();
                assertEquals(130, ended.exit(), ended.err());
                assertTrue(ended.err().contains("error: the build was canceled"), ended.err());
            }
            assertEquals(0, queued(other));
            EspctlUser.Outcome stopped = user.run("cancel");
            assertEquals(0, stopped.exit(), stopped.err());
            assertEquals(130, busy.outcome().exit());
        }
    }

    @Test
    void killedClientLeavesTheQueue() throws Exception {
        EspctlUser ghost = product.newUser(product.fleet().address());
        EspctlUser next = product.newUser(product.fleet().address());
        user.write("CMakeLists.txt", SlowProject.printing(600));
        try (EspctlUser.Running busy = user.start("build", "-t", "esp32c3")) {
            busy.awaitErr("tick 3");
            EspctlUser.Running killed = ghost.start("build", "-t", "esp32c3");
            killed.awaitErr(QUEUED);
            try (EspctlUser.Running waiting = next.start("build", "-t", "esp32c3")) {
                waiting.awaitErr("in the queue at position 2");
                killed.kill();
                waiting.awaitErr(QUEUED);
                busy.interrupt();
                assertEquals(130, busy.outcome().exit());
                EspctlUser.Outcome built = waiting.outcome();
                assertEquals(0, built.exit(), built.err());
            }
        }
    }

    @Test
    void waitsThroughARestartOfTheServer() throws Exception {
        EspctlUser other = product.newUser(product.fleet().address());
        user.write("CMakeLists.txt", SlowProject.printing(600));
        try (EspctlUser.Running busy = user.start("build", "-t", "esp32c3")) {
            busy.awaitErr("tick 3");
            try (EspctlUser.Running waiting = other.start("build", "-t", "esp32c3")) {
                waiting.awaitErr(QUEUED);
                product.fleet().server().kill();
                product.fleet().startServer();
                waiting.awaitErr("asking again");
                busy.interrupt();

                EspctlUser.Outcome built = waiting.outcome();

                assertEquals(0, built.exit(), built.err());
            }
        }
    }

    @Test
    void anotherMachineTakesUpTheBuildOfALostOne() throws Exception {
        Program spare = product.fleet().startOtherMachine();
        user.write("CMakeLists.txt", SlowProject.printing(120));
        try (EspctlUser.Running build = user.start("build", "-t", "esp32c3")) {
            build.awaitErr("tick 3");
            Task task = WireJson.read(user.run("status", "latest", "--json").out(), Task.class);
            boolean onSpare = spare.firstLine().contains(task.agentId());
            (onSpare ? spare : product.fleet().machine()).kill();

            EspctlUser.Outcome built = build.outcome();

            assertEquals(0, built.exit(), built.err());
            assertTrue(
                    built.err().contains("machine " + task.agentId() + " is lost; the build starts again on another"),
                    built.err());
            Task after = WireJson.read(user.run("status", "latest", "--json").out(), Task.class);
            assertEquals(task.taskId(), after.taskId());
            assertEquals("succeeded", after.state());
            assertTrue(!after.agentId().equals(task.agentId()), after.agentId());
        }
        List<Long> numbers = user.log().stream().map(EspctlUser.LogLine::seq).toList();
        assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
    }

    @Test
    void severalChipsAreBuiltSideBySideAndImpossibleOnesAreToldAtOnce() throws Exception {
        var _ = product.fleet().startOtherMachine();

        EspctlUser.Outcome built = user.run("build", "-t", "esp32c3,esp32p4,esp32c6", "--json");

        assertEquals(1, built.exit(), built.err());
        Several several = WireJson.read(built.out(), Several.class);
        assertEquals(
                List.of("esp32c3", "esp32p4", "esp32c6"),
                several.builds().stream().map(Built::target).toList());
        assertEquals(
                List.of("succeeded", "failed", "succeeded"),
                several.builds().stream().map(Built::state).toList());
        assertEquals(
                2,
                several.builds().stream()
                        .map(Built::build)
                        .filter(Objects::nonNull)
                        .map(Answer::agentId)
                        .distinct()
                        .count(),
                built.out());
        Problem impossible = several.builds().get(1).error();
        assertTrue(impossible != null && impossible.code().equals("no_machine"), built.out());
        for (String chip : List.of("esp32c3", "esp32c6")) {
            assertTrue(
                    user.run("firmware", "list", "-t", chip).out().contains("/build_" + chip + "\n"),
                    user.run("firmware", "list", "-t", chip).out());
            assertEquals(0, user.run("size", "-t", chip).exit());
        }
        assertEquals(2, user.run("size", "-t", "esp32p4").exit());

        EspctlUser.Outcome misspelt = user.run("build", "-t", "esp32c3,esp32c66", "--idf-version", "v5.3,v5.4");
        assertEquals(2, misspelt.exit(), misspelt.err());
        assertTrue(misspelt.err().contains("did you mean esp32c6?"), misspelt.err());
    }

    @Test
    void ctrlCEndsEveryBuildOfAMatrix() throws Exception {
        user.write("CMakeLists.txt", SlowProject.printing(600));
        try (EspctlUser.Running build = user.start("build", "-t", "esp32c3,esp32c6")) {
            build.awaitErr("tick 3");
            build.awaitErr(QUEUED);
            build.interrupt();
            EspctlUser.Outcome ended = build.outcome();
            assertEquals(130, ended.exit(), ended.err());
            assertTrue(ended.out().contains("0 of 2 built, 2 canceled"), ended.out());
        }
        assertEquals(0, queued(user));
    }

    private static int queued(EspctlUser user) throws Exception {
        return WireJson.read(user.run("plan", "-t", "esp32c3", "--json").out(), Plan.class)
                .fleet()
                .queued();
    }

    record Plan(Waiting fleet) {}

    record Waiting(int queued) {}

    record Task(String taskId, String state, String agentId) {}

    record Several(List<Built> builds) {}

    record Built(
            String target,
            String state,
            @Nullable Problem error,
            @Nullable Answer build) {}

    record Problem(String code, String message) {}

    record Answer(String agentId) {}
}
