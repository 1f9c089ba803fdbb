package dev.aegis.espctl.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.espctl.tasks.Subject;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `latest` in several projects on one computer.
class ChooseTaskTest {
    @TempDir
    Path given;

    private Path folder;
    private Path sensor;
    private Path robot;
    private Path fresh;
    private long time = 1;

    @BeforeEach
    void projects() throws IOException {
        folder = given.toRealPath();
        sensor = project("sensor");
        robot = project("robot");
        fresh = project("fresh");
        succeeded("t-1", sensor, "esp32c3", "v5.3.1");
        succeeded("t-2", sensor, "esp32c6", "v5.3.1");
        succeeded("t-3", sensor, "esp32c3", "v5.5");
        pending("t-4", sensor, "esp32c3");
        succeeded("t-5", robot, "esp32s3", "v5.3.1");
    }

    @Test
    void latestIsTheNewestOfTheProjectOneStandsIn() {
        assertEquals("t-4", in(sensor).any("latest", null).taskId());
        assertEquals("t-3", in(sensor).succeeded("latest", null).taskId());
        assertEquals("t-5", in(robot).any("latest", null).taskId());
        assertEquals("t-2", in(sensor).succeededFor("esp32c6", null).taskId());
        assertEquals("t-5", in(sensor).any("latest", robot).taskId());
        assertEquals("t-5", in(sensor).any("latest", Path.of("../robot")).taskId());
    }

    @Test
    void aFolderInsideTheProjectIsTheProject() throws IOException {
        Path main = Files.createDirectories(sensor.resolve("main"));
        Files.writeString(main.resolve("CMakeLists.txt"), "idf_component_register(SRCS main.c)\n");

        assertEquals("t-4", in(main).any("latest", null).taskId());
        assertEquals("t-4", in(robot).any("latest", main).taskId());
        Path link = Files.createSymbolicLink(folder.resolve("link"), sensor);
        assertEquals("t-4", in(robot).any("latest", link).taskId());
    }

    @Test
    void chipAndVersionChooseAmongTheBuildsOfSeveral() {
        assertEquals("t-3", newest("esp32c3", "v5.5"));
        assertEquals("t-1", newest("esp32c3", "5.3.1"));
        assertEquals("t-2", newest("esp32c6", null));
        assertEquals("t-2", newest(null, "v5.3.1"));
        Failure failure = assertThrows(Failure.class, () -> newest("esp32h2", null));
        assertEquals(sensor + " was not built for esp32h2 yet" + newestOfAll(), failure.sentence());
        assertEquals("run: espctl build --target esp32h2", failure.hint());
    }

    @Test
    void aProjectThatWasNeverBuiltHasNoLatest() {
        for (Failure failure : List.of(
                assertThrows(Failure.class, () -> in(fresh).any("latest", null)),
                assertThrows(Failure.class, () -> in(fresh).succeeded("latest", null)))) {
            assertEquals("no_task", failure.code());
            assertEquals(ExitCode.USAGE, failure.exit());
            assertEquals(fresh + " was not built yet" + newestOfAll(), failure.sentence());
            assertEquals("run: espctl build", failure.hint());
        }
        Failure elsewhere = assertThrows(Failure.class, () -> in(robot).any("latest", fresh));
        assertEquals("run: espctl build -C " + fresh, elsewhere.hint());
    }

    @Test
    void aFolderOutsideOfEveryProjectHasNoLatest() {
        Failure failure = assertThrows(Failure.class, () -> in(folder).any("latest", null));

        assertEquals("no_task", failure.code());
        assertTrue(failure.sentence().startsWith(folder + " is in no project"), failure.sentence());
        assertEquals("t-1", in(folder).any("t-1", null).taskId());
    }

    @Test
    void anIdIsAnIdAndMustFitTheProjectThatIsNamed() {
        assertEquals("t-5", in(sensor).any("t-5", null).taskId());
        assertEquals(
                "task_of_other_project",
                assertThrows(Failure.class, () -> in(sensor).any("t-5", sensor)).code());
    }

    @Test
    void theBuildToCancelIsTheNewestThatIsNotOver() {
        succeeded("t-6", sensor, "esp32c3", "v5.3.1");

        assertEquals(
                "t-4", in(sensor).running(ChooseTask.Wanted.of("latest", null)).taskId());
        assertEquals(
                "t-5", in(robot).running(ChooseTask.Wanted.of("latest", null)).taskId());
    }

    private String newestOfAll() {
        return "; the newest build on this computer is t-5 of " + robot;
    }

    private String newest(@Nullable String target, @Nullable String version) {
        return in(sensor)
                .succeeded(new ChooseTask.Wanted("latest", null, target, version))
                .taskId();
    }

    private ChooseTask in(Path working) {
        return new ChooseTask(context(working));
    }

    private Context context(Path working) {
        return Context.of(new Environment(Map.of("HOME", folder.resolve("home").toString())), working, "test");
    }

    private Path project(String name) throws IOException {
        Path project = Files.createDirectory(folder.resolve(name));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(" + name + ")\n");
        return project;
    }

    private TaskRecord pending(String id, Path project, String target) {
        Subject subject = new Subject(
                project.toString(), String.valueOf(project.getFileName()), target, null, "", Profile.DEBUG, null);
        return context(project).tasks().begin(TaskRecord.pending(id, subject, time++));
    }

    private void succeeded(String id, Path project, String target, String version) {
        pending(id, project, target);
        context(project)
                .tasks()
                .change(
                        id,
                        task -> task.ended(
                                TaskState.SUCCEEDED,
                                new TaskResult(
                                        TaskResult.Status.SUCCEEDED,
                                        0,
                                        null,
                                        null,
                                        null,
                                        target,
                                        version,
                                        List.of(),
                                        List.of()),
                                time));
    }
}
