package dev.aegis.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.agent.execution.TestLimits;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Phase;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BuildTasksTest {
    @TempDir
    Path base;

    private BuildBench bench;

    @BeforeEach
    void open() {
        bench = new BuildBench(base);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void buildsAndKeepsArtifactsInOrder() throws Exception {
        BuildBench.Ran ran = bench.build();
        assertEquals(TaskResult.Status.SUCCEEDED, ran.result().status(), ran.text());
        assertEquals("v0.1", ran.result().idfVersion());
        assertEquals(
                List.of(
                        Artifact.Role.BOOTLOADER,
                        Artifact.Role.PARTITIONS,
                        Artifact.Role.FIRMWARE,
                        Artifact.Role.FLASHER_ARGS,
                        Artifact.Role.SDKCONFIG,
                        Artifact.Role.PROJECT_DESCRIPTION,
                        Artifact.Role.ELF,
                        Artifact.Role.MAP),
                ran.result().artifacts().stream().map(Artifact::role).toList());
        Artifact firmware = ran.result().artifacts().get(2);
        assertEquals("build/app.bin", firmware.path());
        assertEquals(0x10000L, firmware.flashOffset());
        Path copy = ran.task().artifact(firmware.sha256()).orElseThrow();
        assertEquals(firmware.sha256(), Digest.of(Files.readAllBytes(copy)));
        assertEquals(firmware.size(), Files.size(copy));
    }

    @Test
    void numbersEventsWithoutAGapAndNamesPhases() throws Exception {
        BuildBench.Ran ran = bench.build();
        for (int i = 0; i < ran.events().size(); i++) {
            assertEquals(i + 1, ran.events().get(i).seq());
        }
        assertInstanceOf(TaskEvent.Finished.class, ran.events().getLast());
        List<Phase> phases = List.of(Phase.QUEUED, Phase.CONFIGURING, Phase.COMPILING, Phase.LINKING, Phase.PACKAGING);
        assertEquals(phases, ran.phases(), ran.text());
        assertEquals(
                phases,
                ran.result().phases().stream().map(TaskResult.PhaseTime::phase).toList());
        assertTrue(ran.events().stream().anyMatch(TaskEvent.Progress.class::isInstance));
    }

    @Test
    void compilesNothingWhenNothingChanged() throws Exception {
        assertEquals(1, bench.build().compiled());
        BuildBench.Ran second = bench.build();
        assertEquals(TaskResult.Status.SUCCEEDED, second.result().status(), second.text());
        assertEquals(0, second.compiled());
    }

    @Test
    void compilesOnlyTheFileThatChanged() throws Exception {
        bench.files.put("main/other.c", "int other(void) { return 1; }\n");
        assertEquals(2, bench.build().compiled());
        bench.files.put("main/other.c", "int other(void) { return 2; }\n");
        BuildBench.Ran second = bench.build();
        assertEquals(1, second.compiled(), second.text());
        assertTrue(second.lines().stream().anyMatch(line -> line.contains("other.c.obj")), second.text());
    }

    @Test
    void blamesTheProjectForACompileErrorAndShowsIt() throws Exception {
        bench.files.put("main/main.c", "int main(void) { return missing; }\n");
        BuildBench.Ran ran = bench.build();
        assertEquals(TaskResult.Status.FAILED, ran.result().status());
        assertEquals(Fault.PROJECT, ran.result().fault());
        assertEquals(2, ran.result().exitCode());
        String reason = String.valueOf(ran.result().reason());
        assertTrue(reason.startsWith("main/main.c:1:25: error: 'missing' undeclared"), reason);
        assertEquals(
                List.of(Artifact.Role.SDKCONFIG),
                ran.result().artifacts().stream().map(Artifact::role).toList(),
                "a local build leaves its settings too");
    }

    @Test
    void saysThatCMakeListsIsMissing() throws Exception {
        bench.files.remove("CMakeLists.txt");
        BuildBench.Ran ran = bench.build();
        assertEquals(Fault.PROJECT, ran.result().fault(), ran.text());
        assertTrue(ran.text().contains("CMakeLists.txt not found"), ran.text());
    }

    @Test
    void setsTheTargetOnlyWhenItChanged() throws Exception {
        assertFalse(bench.build().text().contains("set-target"));
        BuildBench.Ran other = bench.build("esp32c6", Profile.DEBUG);
        assertEquals(TaskResult.Status.SUCCEEDED, other.result().status(), other.text());
        assertTrue(other.lines().contains("$ idf.py set-target esp32c6"), other.text());
        assertEquals(1, other.compiled(), "another chip starts from nothing");
        assertFalse(bench.build("esp32c6", Profile.DEBUG).text().contains("set-target"));
    }

    @Test
    void setsTheTargetAgainWhenAsked() throws Exception {
        bench.build();
        bench.sync();
        BuildBench.Ran again = BuildBench.await(bench.start(new ClientMessage.Build(
                "task-again",
                "project-1",
                "esp32c3",
                Profile.DEBUG,
                null,
                List.of(),
                MachineOptions.DEFAULT.withSetTarget())));
        assertEquals(TaskResult.Status.SUCCEEDED, again.result().status(), again.text());
        assertTrue(again.lines().contains("$ idf.py set-target esp32c3"), again.text());
        assertEquals(1, again.compiled(), "build/ was cleared");
    }

    @Test
    void handsTheNumberOfJobsToNinja() throws Exception {
        bench.files.put("before.sh", """
                cat >/tmp/show.ninja <<'END'
                rule show
                  command = tr '\\0' ' ' </proc/$$PPID/cmdline
                build all: show
                END
                ninja -f /tmp/show.ninja
                """);
        bench.sync();

        BuildBench.Ran one = BuildBench.await(bench.start(jobs("task-one", 1)));
        BuildBench.Ran usual = BuildBench.await(bench.start(jobs("task-usual", null)));

        assertTrue(one.text().contains("ninja -j1 -f /tmp/show.ninja"), one.text());
        assertTrue(usual.text().contains("ninja -f /tmp/show.ninja"), usual.text());
    }

    private static ClientMessage.Build jobs(String taskId, @Nullable Integer jobs) {
        return new ClientMessage.Build(
                taskId,
                "project-1",
                "esp32c3",
                Profile.DEBUG,
                null,
                List.of(),
                MachineOptions.DEFAULT.withJobs(jobs).withForce(true));
    }

    @Test
    void buildsAReleaseFromTheSettingsOfNow() throws Exception {
        bench.files.put("sdkconfig", "CONFIG_MINE=1\n");
        assertTrue(settings(bench.build("esp32c3", Profile.RELEASE)).contains("CONFIG_MINE=1\n"));
        bench.files.put("sdkconfig", "CONFIG_MINE=2\n");
        assertTrue(settings(bench.build("esp32c3", Profile.RELEASE)).contains("CONFIG_MINE=2\n"));
        bench.files.remove("sdkconfig");
        bench.files.put("sdkconfig.defaults.esp32c3", "CONFIG_MINE=3\n");
        BuildBench.Ran chips = bench.build("esp32c3", Profile.RELEASE);
        assertTrue(settings(chips).contains("CONFIG_MINE=3\n"), chips.text());
        assertEquals(0, chips.compiled(), "the program itself did not change");
    }

    private static String settings(BuildBench.Ran ran) throws IOException {
        Artifact made = ran.result().artifacts().stream()
                .filter(artifact -> artifact.role() == Artifact.Role.SDKCONFIG)
                .findFirst()
                .orElseThrow();
        return Files.readString(ran.task().artifact(made.sha256()).orElseThrow());
    }

    @Test
    void buildsAReleaseBesideTheUsersSdkconfig() throws Exception {
        bench.files.put("sdkconfig", "CONFIG_IDF_TARGET=\"esp32c3\"\nCONFIG_MINE=y\n");
        BuildBench.Ran ran = bench.build("esp32c3", Profile.RELEASE);
        assertEquals(TaskResult.Status.SUCCEEDED, ran.result().status(), ran.text());
        assertTrue(
                ran.lines()
                        .contains("$ idf.py -DSDKCONFIG=build/sdkconfig.release"
                                + " -DSDKCONFIG_DEFAULTS=sdkconfig;/aegis/sdkconfig.release build"),
                ran.text());
        assertEquals(
                bench.files.get("sdkconfig"),
                Files.readString(bench.workspace().project().resolve("sdkconfig")));
        assertTrue(bench.build("esp32c3", Profile.DEBUG).compiled() > 0, "another profile starts from nothing");
    }

    @Test
    void refusesParamsThatAreNoDefinitions() {
        bench.sync();
        for (String param : List.of("--help", "A=`id`", "IDF_TARGET=esp32", "A=b\nc", "=x")) {
            Acceptance answer = bench.tasks.accept(
                    "user-1", bench.request("esp32c3", Profile.DEBUG, param), bench.workspace(), BuildBench.RESOURCES);
            assertEquals(
                    "bad_params",
                    assertInstanceOf(Acceptance.Refused.class, answer).code(),
                    param);
        }
    }

    @Test
    void namesWhatTheStoreHasWhenItLacksATarget() {
        bench.sync();
        Acceptance answer = bench.tasks.accept(
                "user-1", bench.request("esp32p4", Profile.DEBUG), bench.workspace(), BuildBench.RESOURCES);
        assertEquals(
                "ESP-IDF v0.1 of this machine does not build for esp32p4; it builds for esp32c3, esp32c6",
                assertInstanceOf(Acceptance.Refused.class, answer).message());
    }

    @Test
    void attachesToATaskThatIsThere() throws Exception {
        bench.sync();
        var request = bench.request("esp32c3", Profile.DEBUG);
        BuildTask first = bench.start(request);
        var second = assertInstanceOf(
                Acceptance.Accepted.class,
                bench.tasks.accept("user-1", request, bench.workspace(), BuildBench.RESOURCES));
        assertTrue(second.attached());
        assertEquals(
                BuildBench.await(first).events(),
                BuildBench.await(second.task()).events());
        BuildTask later = bench.tasks.find("user-1", request.taskId()).orElseThrow();
        assertEquals(BuildBench.await(first).events(), BuildBench.await(later).events());
    }

    @Test
    void hidesATaskFromOtherUsers() throws Exception {
        BuildBench.Ran ran = bench.build();
        assertTrue(bench.tasks.find("user-2", ran.task().taskId()).isEmpty());
    }

    @Test
    void cancelsWithinTwoSeconds() throws Exception {
        bench.files.put("before.sh", "trap '' TERM; (setsid sleep 987654 &) ; echo running; sleep 600; sleep 600\n");
        bench.sync();
        BuildTask task = bench.start(bench.request("esp32c3", Profile.DEBUG));
        BuildBench.awaitLine(task, "running");
        long began = System.nanoTime();
        task.cancel();
        BuildBench.Ran ran = BuildBench.await(task);
        assertEquals(TaskResult.Status.CANCELED, ran.result().status());
        assertNull(ran.result().fault());
        assertTrue(
                Duration.ofNanos(System.nanoTime() - began).toSeconds() < 4, "killed after its two seconds of grace");
        assertFalse(
                ProcessHandle.allProcesses()
                        .anyMatch(process ->
                                process.info().commandLine().orElse("").contains("987654")),
                "a daemon survived");
    }

    @Test
    void queuesASecondBuildOfTheSameProject() throws Exception {
        bench.files.put("before.sh", "echo running; while [ ! -e go ]; do sleep 0.05; done\n");
        bench.sync();
        BuildTask first = bench.start(bench.request("esp32c3", Profile.DEBUG));
        BuildBench.awaitLine(first, "running");
        BuildTask second = bench.start(bench.request("esp32c3", Profile.DEBUG));
        BuildBench.awaitLine(second, "waiting for this project's workspace: a build of this project is running");
        assertTrue(first.result().isEmpty());
        Files.createFile(bench.workspace().project().resolve("go"));
        assertEquals(
                TaskResult.Status.SUCCEEDED, BuildBench.await(first).result().status());
        assertEquals(
                TaskResult.Status.SUCCEEDED, BuildBench.await(second).result().status());
    }

    @Test
    void cancelsABuildThatWaits() throws Exception {
        bench.files.put("before.sh", "echo running; sleep 600\n");
        bench.sync();
        BuildTask first = bench.start(bench.request("esp32c3", Profile.DEBUG));
        BuildBench.awaitLine(first, "running");
        BuildTask second = bench.start(bench.request("esp32c3", Profile.DEBUG));
        BuildBench.awaitLine(second, "waiting");
        second.cancel();
        assertEquals(
                TaskResult.Status.CANCELED, BuildBench.await(second).result().status());
        assertTrue(first.result().isEmpty(), "the other one goes on");
        first.cancel();
        BuildBench.await(first);
    }

    @Test
    void timesOut() throws Exception {
        bench.files.put("before.sh", "sleep 600\n");
        bench.sync();
        BuildTask task =
                bench.start(bench.request("esp32c3", Profile.DEBUG), new BuildResources(1, 512L * 1024 * 1024, 1));
        TaskResult result = BuildBench.await(task).result();
        assertEquals(TaskResult.Status.TIMED_OUT, result.status());
        assertEquals("the build took longer than 1 s and was ended", result.reason());
    }

    @Test
    void keepsArtifactsOfAnEarlierBuildUnchanged() throws Exception {
        BuildBench.Ran first = bench.build();
        Artifact elf = first.result().artifacts().get(6);
        bench.files.put("main/main.c", "int main(void) { return 42; }\n");
        BuildBench.Ran second = bench.build();
        assertNotEquals(elf.sha256(), second.result().artifacts().get(6).sha256());
        Path copy = first.task().artifact(elf.sha256()).orElseThrow();
        assertEquals(elf.sha256(), Digest.of(Files.readAllBytes(copy)));
    }

    @Test
    void refusesNewBuildsWhileItDrains() {
        bench.sync();
        bench.tasks.drain();
        Acceptance answer = bench.tasks.accept(
                "user-1", bench.request("esp32c3", Profile.DEBUG), bench.workspace(), BuildBench.RESOURCES);
        assertEquals(
                "draining", assertInstanceOf(Acceptance.Refused.class, answer).code());
    }

    @Test
    void endsItsBuildsAsAFailureOfTheMachineWhenItStops() throws Exception {
        bench.files.put("before.sh", "echo running; sleep 600\n");
        bench.sync();
        BuildTask task = bench.start(bench.request("esp32c3", Profile.DEBUG));
        BuildBench.awaitLine(task, "running");
        bench.tasks.close();
        TaskResult result = BuildBench.await(task).result();
        assertEquals(Fault.INFRASTRUCTURE, result.fault());
        assertEquals("the build machine stopped while this build ran", result.reason());
    }

    @Test
    void finishesWhatAKilledAgentLeft() throws Exception {
        BuildBench.Ran ran = bench.build();
        Path log = bench.workspaces.taskHome("user-1", ran.task().taskId()).resolve("events.jsonl");
        List<String> lines = Files.readAllLines(log);
        // As a killed agent leaves it: without its end, and with half an event.
        Files.writeString(
                log,
                String.join("\n", lines.subList(0, 3)) + "\n" + lines.get(3).substring(0, 10));
        bench.tasks =
                BuildTasks.open(bench.workspaces, bench.store, bench.sandbox, TestLimits.of(1), Clock.systemUTC());
        BuildBench.Ran later =
                BuildBench.await(bench.tasks.find("user-1", ran.task().taskId()).orElseThrow());
        assertEquals(
                "the build machine restarted while this build ran",
                later.result().reason());
        assertEquals(Fault.INFRASTRUCTURE, later.result().fault());
        assertEquals(4, later.events().size());
        assertEquals(ran.events().subList(0, 3), later.events().subList(0, 3));
    }

    @Test
    void findsArtifactsOfAFinishedTaskWithoutReadingItsLog() throws Exception {
        BuildBench.Ran ran = bench.build();
        // The last event comes just before the task leaves the list of running ones.
        assertTrue(bench.tasks.awaitIdle(Duration.ofSeconds(30)));
        Path log = bench.workspaces.taskHome("user-1", ran.task().taskId()).resolve("events.jsonl");
        Files.delete(log);
        Files.createDirectory(log);

        BuildTask found = bench.tasks.find("user-1", ran.task().taskId()).orElseThrow();
        Digest firmware = ran.result().artifacts().get(2).sha256();
        assertTrue(found.artifact(firmware).isPresent());
        WorkspaceException unreadable = assertThrows(WorkspaceException.class, found::lastSeq);
        assertTrue(String.valueOf(unreadable.getMessage()).contains("reading the log of task"), unreadable::getMessage);
    }

    @Test
    @Timeout(60)
    void endsATaskWhoseLastEventCouldNotBeWritten() throws Exception {
        BuildBench.Ran ran = bench.build();
        // The last event comes just before the task leaves the list of running ones.
        assertTrue(bench.tasks.awaitIdle(Duration.ofSeconds(30)));
        Path log = bench.workspaces.taskHome("user-1", ran.task().taskId()).resolve("events.jsonl");
        List<String> lines = Files.readAllLines(log);
        Files.write(log, lines.subList(0, lines.size() - 1));

        BuildBench.Ran later =
                BuildBench.await(bench.tasks.find("user-1", ran.task().taskId()).orElseThrow());
        assertEquals(Fault.INFRASTRUCTURE, later.result().fault());
        assertEquals(
                "the build machine lost the end of this build's log",
                later.result().reason());
        assertEquals(lines.size(), later.events().size());
    }

    @Test
    void leavesNothingOpenWhenATaskCannotBegin() throws Exception {
        bench.sync();
        ClientMessage.Build request = bench.request("esp32c3", Profile.DEBUG);
        Path home = Files.createDirectories(bench.workspaces.taskHome("user-1", request.taskId()));
        // The note cannot be written through this link.
        Files.createSymbolicLink(home.resolve("task.json"), home.resolve("absent/task.json"));

        assertThrows(WorkspaceException.class, () -> bench.start(request));
        assertEquals(List.of(), openFilesBelow(home));
        assertTrue(bench.tasks.find("user-1", request.taskId()).isEmpty());
        BuildBench.Ran again = BuildBench.await(bench.start(request));
        assertEquals(TaskResult.Status.SUCCEEDED, again.result().status(), again.text());
    }

    private static List<Path> openFilesBelow(Path directory) throws IOException {
        List<Path> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    open.add(Files.readSymbolicLink(descriptor));
                }
            }
        }
        return open.stream().filter(path -> path.startsWith(directory)).toList();
    }
}
