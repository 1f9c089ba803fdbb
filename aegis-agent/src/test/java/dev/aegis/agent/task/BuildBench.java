package dev.aegis.agent.task;

import dev.aegis.agent.execution.BuildLimits;
import dev.aegis.agent.execution.TestLimits;
import dev.aegis.agent.intake.ProjectIntake;
import dev.aegis.agent.intake.SyncCounts;
import dev.aegis.agent.sandbox.BubblewrapSandbox;
import dev.aegis.agent.sandbox.BuildUser;
import dev.aegis.agent.sandbox.SandboxSettings;
import dev.aegis.agent.sandbox.disk.DiskReserve;
import dev.aegis.agent.workspace.Workspace;
import dev.aegis.agent.workspace.WorkspaceSettings;
import dev.aegis.agent.workspace.Workspaces;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Blob;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Phase;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.ProjectFile;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import dev.aegis.store.Store;
import dev.aegis.store.StoreProvisioner;
import dev.aegis.store.VersionSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A whole build machine without its network side, over real parts: store, sandbox, workspaces and
/// tasks.
final class BuildBench implements AutoCloseable {
    static final BuildResources RESOURCES = new BuildResources(2, 1024L * 1024 * 1024, 300);
    private static final String USER = "user-1";

    final Path base;
    final Store store;
    final Workspaces workspaces;
    final BubblewrapSandbox sandbox;
    final Map<String, String> files = new TreeMap<>();
    BuildTasks tasks;
    private int number;

    BuildBench(Path base) {
        this(base, base.resolve("workspaces"), TestLimits.of(2));
    }

    BuildBench(Path base, Path workspaceRoot, BuildLimits limits) {
        this(base, workspaceRoot, limits, TestLimits.RESERVE);
    }

    BuildBench(Path base, Path workspaceRoot, BuildLimits limits, DiskReserve reserve) {
        this(base, workspaceRoot, limits, reserve, Path.of("src/test/idf"), testSdk());
    }

    BuildBench(Path base, Path workspaceRoot, BuildLimits limits, DiskReserve reserve, Path sdk, VersionSpec spec) {
        this.base = base;
        store = Store.create(base.resolve("store"));
        new StoreProvisioner(store).install(sdk, spec);
        BuildUser user = BuildUser.detect(BuildUser.STANDARD_UID);
        sandbox = BubblewrapSandbox.open(new SandboxSettings(base.resolve("run"), user, reserve));
        workspaces = Workspaces.open(
                new WorkspaceSettings(workspaceRoot, user.fileOwner(), reserve.neededBytes()), Clock.systemUTC());
        tasks = BuildTasks.open(workspaces, store, sandbox, limits, Clock.systemUTC());
        files.put("CMakeLists.txt", "project(app)\n");
        files.put("main/main.c", "int main(void) { return 0; }\n");
    }

    static VersionSpec testSdk() {
        return new VersionSpec(
                "v0.1", true, List.of("esp32c3", "esp32c6"), List.of(), List.of("${IDF}/tools"), Map.of(), null);
    }

    Workspace workspace() {
        return workspaces.workspace(USER, "project-1");
    }

    SyncCounts sync() {
        return sync(List.of());
    }

    /// @param more entries beside `files`
    SyncCounts sync(List<ProjectFile> more) {
        Map<Digest, byte[]> contents = new HashMap<>();
        List<ProjectFile> list = new ArrayList<>(more);
        files.forEach((path, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            contents.put(Digest.of(bytes), bytes);
            list.add(ProjectFile.file(path, bytes.length, Digest.of(bytes), path.endsWith(".sh")));
        });
        try (ProjectIntake intake = ProjectIntake.open(workspace(), holder -> {})) {
            for (MachineMessage.SyncNeed.Missing missing : intake.begin(list)) {
                byte[] bytes = java.util.Objects.requireNonNull(contents.get(missing.sha256()));
                Blob blob = new Blob(missing.sha256(), bytes.length, missing.offset(), Blob.Encoding.IDENTITY);
                Files.write(intake.blobTarget(blob), bytes);
                intake.blobReceived(missing.sha256());
            }
            return intake.finish();
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    ClientMessage.Build request(String target, Profile profile, String... params) {
        return new ClientMessage.Build(
                "task-" + ++number, "project-1", target, profile, null, List.of(params), MachineOptions.DEFAULT);
    }

    BuildTask start(ClientMessage.Build request) {
        return start(request, RESOURCES);
    }

    BuildTask start(ClientMessage.Build request, BuildResources resources) {
        return switch (tasks.accept(USER, request, workspace(), resources)) {
            case Acceptance.Accepted accepted -> accepted.task();
            case Acceptance.Refused refused -> throw new IllegalStateException(refused.message());
        };
    }

    /// Syncs, builds for esp32c3 and waits for the end.
    Ran build() throws InterruptedException {
        return build("esp32c3", Profile.DEBUG);
    }

    Ran build(String target, Profile profile, String... params) throws InterruptedException {
        sync();
        return await(start(request(target, profile, params)));
    }

    static Ran await(BuildTask task) throws InterruptedException {
        List<TaskEvent> events = new ArrayList<>();
        while (true) {
            List<TaskEvent> next = task.eventsAfter(events.size(), 100);
            if (next.isEmpty()) {
                return new Ran(task, events, task.result().orElseThrow());
            }
            events.addAll(next);
        }
    }

    /// Waits for a line of the log.
    static void awaitLine(BuildTask task, String part) throws InterruptedException {
        long seen = 0;
        while (true) {
            List<TaskEvent> next = task.eventsAfter(seen, 100);
            if (next.isEmpty()) {
                throw new IllegalStateException("the build ended without saying '" + part + "': "
                        + await(task).text());
            }
            seen += next.size();
            for (TaskEvent event : next) {
                if (event instanceof TaskEvent.Log log && log.text().contains(part)) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        tasks.close();
        sandbox.close();
        workspaces.close();
    }

    /// A build that is over.
    record Ran(BuildTask task, List<TaskEvent> events, TaskResult result) {
        List<String> lines() {
            return events.stream()
                    .filter(TaskEvent.Log.class::isInstance)
                    .map(event -> ((TaskEvent.Log) event).text())
                    .toList();
        }

        List<Phase> phases() {
            return events.stream()
                    .filter(TaskEvent.PhaseEntered.class::isInstance)
                    .map(event -> ((TaskEvent.PhaseEntered) event).phase())
                    .toList();
        }

        String text() {
            return result + "\n" + String.join("\n", lines());
        }

        long compiled() {
            return lines().stream()
                    .filter(line -> line.contains("Building C object"))
                    .count();
        }
    }
}
