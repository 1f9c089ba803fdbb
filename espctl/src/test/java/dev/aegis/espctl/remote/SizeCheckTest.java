package dev.aegis.espctl.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.project.AppVersion;
import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.espctl.project.Choice;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.project.ScanLimits;
import dev.aegis.espctl.project.Surroundings;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.ResolvedBuild;
import dev.aegis.espctl.request.ScannedProject;
import dev.aegis.espctl.tasks.BuildSize;
import dev.aegis.espctl.tasks.Subject;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.espctl.tasks.TaskStore;
import dev.aegis.firmware.partitions.PartitionCsv;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The size of a build, its change, and the project's budget.
class SizeCheckTest {
    @TempDir
    Path folder;

    private Path root;
    private TaskStore tasks;

    @BeforeEach
    void project() throws IOException {
        root = Files.createDirectory(folder.resolve("project"));
        Files.writeString(root.resolve("CMakeLists.txt"), "project(demo)");
        tasks = new TaskStore(folder.resolve("state"));
    }

    @Test
    void keepsTheSizeAndItsChangeSinceTheLastBuildOfTheChip() throws IOException {
        build("t-1", "esp32c3", 0x20000, 0x3500, 0x2000);
        build("t-2", "esp32", 0x30000, 0x100, 0x100);

        TaskRecord last = build("t-3", "esp32c3", 0x20000, 0x3600, 0x1ff0);
        TaskRecord same = build("t-4", "esp32c3", 0x20000, 0x3600, 0x1ff0);

        BuildSize size = size(last);
        assertEquals(0x20000, size.app());
        assertEquals(0x100000L, size.partition());
        assertEquals(new BuildSize.Change("t-1", 0, 0x100, -0x10), size.change());
        assertEquals(
                "app 131,072 bytes, 12.5 % of its partition; ram 8,176 bytes; since the last build app +256, ram -16",
                size.line());
        assertTrue(
                size(same).line().endsWith("; since the last build no change"),
                size(same).line());
    }

    @Test
    void failsABuildThatIsLargerThanItsProjectAllows() throws IOException {
        Files.writeString(root.resolve(".espctl.toml"), """
                [size]
                budget = { app = "100K", ram = 9000 }
                """);

        TaskRecord large = build("t-1", "esp32c3", 0x20000, 0x3500, 0x3000);

        assertEquals(TaskState.FAILED, large.state());
        assertEquals("size_budget_exceeded", large.outcome().code());
        assertEquals(Fault.PROJECT, large.outcome().fault());
        assertEquals(
                "the app has 131,072 bytes, 28,672 more than the budget of 102,400; "
                        + "the static RAM has 12,288 bytes, 3,288 more than the budget of 9,000",
                large.outcome().reason());
        assertEquals(
                "run: espctl size --components t-1; make the program smaller, or raise [size.budget] in .espctl.toml",
                large.outcome().hint());
        assertTrue(large.hasFirmware());
        assertNotNull(large.result(), "the files are kept");
        assertEquals(large, tasks.find("t-1"));
    }

    @Test
    void hasLimitsOfItsOwnForAChip() throws IOException {
        Files.writeString(root.resolve(".espctl.toml"), """
                [size.budget]
                app_percent = 10
                [size.budget.esp32c3]
                app_percent = 13
                """);

        assertEquals(TaskState.SUCCEEDED, build("t-1", "esp32c3", 0x20000, 1, 1).state());
        TaskRecord other = build("t-2", "esp32c6", 0x20000, 1, 1);

        assertEquals(
                "the app has 131,072 bytes, 26,215 more than the budget of 104,857 (10 % of its partition)",
                other.outcome().reason());
    }

    @Test
    void holdsTheAppToItsBudgetWithoutAMap() throws IOException {
        Files.writeString(root.resolve(".espctl.toml"), """
                [size.budget]
                app_percent = 50
                ram = 1
                """);
        Files.createDirectories(root.resolve("build"));
        byte[] table =
                PartitionCsv.table("factory,app,factory,0x10000,64K".getBytes(StandardCharsets.UTF_8), 0x8000, 0);

        TaskRecord over = end(
                "t-1",
                "esp32c3",
                result(
                        "esp32c3",
                        List.of(
                                artifact(Artifact.Role.FIRMWARE, "build/app.bin", new byte[40_000]),
                                artifact(Artifact.Role.PARTITIONS, "build/partition-table.bin", table))));

        assertEquals(TaskState.FAILED, over.state());
        assertEquals(
                "the app has 40,000 bytes, 7,232 more than the budget of 32,768 (50 % of its partition)",
                over.outcome().reason());
        assertNull(over.outcome().size());
    }

    @Test
    void knowsNoSizeWithoutAMap() throws IOException {
        Files.createDirectories(root.resolve("build"));
        TaskResult told = result("esp32c3", List.of(artifact(Artifact.Role.FIRMWARE, "build/app.bin", new byte[9])));

        TaskRecord over = end("t-1", "esp32c3", told);

        assertNull(over.outcome().size());
        assertEquals(TaskState.SUCCEEDED, over.state());
    }

    private static BuildSize size(TaskRecord task) {
        BuildSize size = task.outcome().size();
        assertNotNull(size);
        return size;
    }

    /// @param text bytes of code
    private TaskRecord build(String taskId, String chip, int app, int text, int bss) throws IOException {
        Files.createDirectories(root.resolve("build"));
        String map = """
                Memory Configuration
                iram0_2_seg      0x42000020         0x007fffe0         xr
                dram0_0_seg      0x3fc80000         0x0004e710         rw
                Linker script and memory map
                .dram0.bss      0x3fc80000      0x%x
                 .bss.x         0x3fc80000      0x%<x esp-idf/main/libmain.a(main.c.obj)
                .flash.text     0x42000020      0x%x
                 .text.f        0x42000020      0x%<x esp-idf/main/libmain.a(main.c.obj)
                """.formatted(bss, text);
        byte[] table = PartitionCsv.table("factory,app,factory,0x10000,1M".getBytes(StandardCharsets.UTF_8), 0x8000, 0);
        return end(
                taskId,
                chip,
                result(
                        chip,
                        List.of(
                                artifact(Artifact.Role.FIRMWARE, "build/app.bin", new byte[app]),
                                artifact(Artifact.Role.PARTITIONS, "build/partition-table.bin", table),
                                artifact(Artifact.Role.MAP, "build/app.map", map.getBytes(StandardCharsets.UTF_8)))));
    }

    private TaskRecord end(String taskId, String chip, TaskResult told) {
        SizeCheck check = new SizeCheck(order(taskId, chip), tasks);
        int number = Integer.parseInt(taskId.substring(2));
        TaskRecord begun = tasks.begin(TaskRecord.pending(
                taskId,
                new Subject(
                        root.toString(), "demo", chip, "v5.3.1", "--idf-version", Profile.DEBUG, "http://127.0.0.1:1"),
                number * 1000L));
        BuildSize size = check.measured(begun, told);
        return tasks.change(
                taskId, task -> check.checked(task.ended(TaskState.SUCCEEDED, told, number * 1000L + 1), size, told));
    }

    private Artifact artifact(Artifact.Role role, String path, byte[] content) throws IOException {
        Files.write(root.resolve(path), content);
        return new Artifact(role, path, content.length, Digest.of(content), null);
    }

    private static TaskResult result(String chip, List<Artifact> artifacts) {
        return new TaskResult(TaskResult.Status.SUCCEEDED, 0, null, null, null, chip, "v5.3.1", List.of(), artifacts);
    }

    private BuildOrder order(String taskId, String chip) {
        Project project = Project.open(root);
        ResolvedBuild build = new ResolvedBuild(
                BuildRequest.of(new BuildRequest.Place(root, null)),
                project,
                new Choice(chip, "--target"),
                new Choice(null, "the machine's default"),
                Profile.DEBUG,
                List.of());
        return new BuildOrder(
                taskId,
                new ScannedProject(
                        build,
                        BuildFolder.ONLY,
                        project.scan(
                                BuildFolder.ONLY,
                                chip,
                                new Surroundings(name -> null, null, List.of()),
                                folder,
                                Clock.systemUTC(),
                                ScanLimits.standard()),
                        new AppVersion("1", "test", null)),
                "key",
                Duration.ofSeconds(1));
    }
}
