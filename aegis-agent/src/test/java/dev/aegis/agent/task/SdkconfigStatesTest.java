package dev.aegis.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `sdkconfig` in every state: a build on the machine uses and returns the settings that the same `idf.py` in the
/// user's
/// folder would use and leave.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkconfigStatesTest {
    private static final String SDKCONFIG = "sdkconfig";

    @TempDir
    static Path base;

    private BuildBench bench;
    private int number;

    /// What came before: nothing, or a build that ended in this way.
    enum Earlier {
        NOTHING,
        FAILED_BEFORE_SETTINGS,
        FAILED_AFTER_SETTINGS,
        FAILED_TO_COMPILE,
        SUCCEEDED
    }

    /// What the user then does with `sdkconfig`.
    enum Edit {
        NONE,
        CHANGE,
        DELETE
    }

    record Case(boolean present, Earlier earlier, Edit edit, boolean defaultsEdited, boolean clean) {}

    static Stream<Case> cases() {
        return Stream.of(false, true)
                .flatMap(present -> Stream.of(Earlier.values())
                        .flatMap(earlier -> Stream.of(Edit.values())
                                .flatMap(edit -> Stream.of(
                                        new Case(present, earlier, edit, true, false),
                                        new Case(present, earlier, edit, true, true),
                                        new Case(present, earlier, edit, false, false)))));
    }

    @BeforeAll
    void open() {
        bench = new BuildBench(base);
    }

    @AfterAll
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void buildsWhatTheUserSees(Case state) throws Exception {
        bench.workspaces.evict(bench.workspace().home());
        Map<String, String> remote = new TreeMap<>(Map.of(
                "CMakeLists.txt", "project(app)\n",
                "main/main.c", "int main(void) { return 0; }\n",
                "sdkconfig.defaults", "CONFIG_MINE=1\n"));
        if (state.present()) {
            remote.put(SDKCONFIG, "CONFIG_IDF_TARGET=\"esp32c3\"\nCONFIG_SPEED=3\n");
        }
        Path folder = Files.createDirectories(base.resolve("local" + ++number));
        Map<String, String> local = new TreeMap<>(remote);

        if (state.earlier() != Earlier.NOTHING) {
            build(remote, local, folder, failure(state.earlier()), false);
            assertEquals(local.get(SDKCONFIG), remote.get(SDKCONFIG), "after the first build");
        }
        for (Map<String, String> files : List.of(remote, local)) {
            edit(files, state);
        }
        build(remote, local, folder, Map.of(), state.clean());
        assertEquals(local.get(SDKCONFIG), remote.get(SDKCONFIG), "after the second build");
    }

    private static Map<String, String> failure(Earlier earlier) {
        return switch (earlier) {
            case NOTHING, SUCCEEDED -> Map.of();
            case FAILED_BEFORE_SETTINGS -> Map.of("configuring.sh", "exit 1\n");
            case FAILED_AFTER_SETTINGS -> Map.of("configured.sh", "exit 1\n");
            case FAILED_TO_COMPILE -> Map.of("main/main.c", "broken\n");
        };
    }

    private static void edit(Map<String, String> files, Case state) {
        if (state.edit() == Edit.CHANGE) {
            files.put(SDKCONFIG, "CONFIG_IDF_TARGET=\"esp32c3\"\nCONFIG_MINE=9\n");
        } else if (state.edit() == Edit.DELETE) {
            files.remove(SDKCONFIG);
        }
        if (state.defaultsEdited()) {
            files.put("sdkconfig.defaults", "CONFIG_MINE=2\nCONFIG_NEW=5\n");
        }
    }

    /// @param more files of this build only
    private void build(
            Map<String, String> remote, Map<String, String> local, Path folder, Map<String, String> more, boolean clean)
            throws Exception {
        remotely(remote, more, clean);
        locally(local, folder, more, clean);
    }

    /// As espctl does it: the folder's files are sent, and `sdkconfig` of the result is written into the folder.
    private void remotely(Map<String, String> files, Map<String, String> more, boolean clean) throws Exception {
        bench.files.clear();
        bench.files.putAll(files);
        bench.files.putAll(more);
        bench.sync();
        BuildBench.Ran ran = BuildBench.await(bench.start(new ClientMessage.Build(
                "states-" + ++number,
                "project-1",
                "esp32c3",
                Profile.DEBUG,
                null,
                List.of(),
                new MachineOptions(clean, null, null))));
        for (Artifact artifact : ran.result().artifacts()) {
            if (artifact.role() == Artifact.Role.SDKCONFIG) {
                Path copy = ran.task().artifact(artifact.sha256()).orElseThrow();
                files.put(artifact.path(), Files.readString(copy));
            }
        }
    }

    /// As a user without a build machine does it.
    private static void locally(Map<String, String> files, Path folder, Map<String, String> more, boolean clean)
            throws Exception {
        Map<String, String> all = new TreeMap<>(files);
        all.putAll(more);
        try (Stream<Path> there = Files.list(folder)) {
            for (Path entry : there.filter(Files::isRegularFile).toList()) {
                Files.delete(entry);
            }
        }
        for (Map.Entry<String, String> file : all.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.writeString(path, file.getValue());
        }
        if (clean) {
            run(folder, "rm", "-rf", "build");
        }
        run(
                folder,
                "python3",
                Path.of("src/test/idf/tools/idf.py").toAbsolutePath().toString(),
                "build");
        if (Files.exists(folder.resolve(SDKCONFIG))) {
            files.put(SDKCONFIG, Files.readString(folder.resolve(SDKCONFIG)));
        } else {
            files.remove(SDKCONFIG);
        }
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("IDF_TARGET", "esp32c3");
        builder.start().waitFor();
    }
}
