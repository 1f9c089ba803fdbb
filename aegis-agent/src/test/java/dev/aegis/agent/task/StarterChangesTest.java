package dev.aegis.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.agent.execution.TestLimits;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.TaskResult;
import dev.aegis.store.StoreProvisioner;
import dev.aegis.store.VersionSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a second build of a real project notices: new components and files, another version, another store.
@Timeout(300)
class StarterChangesTest {
    private static final Path STARTER = Path.of("../starter-idf");

    @TempDir
    Path base;

    private BuildBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new BuildBench(
                base, base.resolve("workspaces"), TestLimits.of(2), TestLimits.RESERVE, STARTER, spec(Map.of()));
        bench.files.clear();
        bench.files.put(
                "CMakeLists.txt",
                "cmake_minimum_required(VERSION 3.16)\ninclude($ENV{IDF_PATH}/tools/cmake/project.cmake)\nproject(app)\n");
        bench.files.put("main/CMakeLists.txt", "idf_component_register(SRC_DIRS \".\")\n");
        bench.files.put("main/main.c", "#include <stdio.h>\nvoid app_main(void) { puts(\"first\"); }\n");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static VersionSpec spec(Map<String, String> environment) throws IOException {
        VersionSpec starter = VersionSpec.read(STARTER.resolve("store-entry.json"));
        return new VersionSpec(
                starter.version(),
                starter.isDefault(),
                starter.targets(),
                starter.tools(),
                starter.pathEntries(),
                environment,
                starter.commitHash());
    }

    @Test
    void buildsANewComponentAtTheFirstTry() throws Exception {
        succeeds(bench.build());
        bench.files.put(
                "components/sens/CMakeLists.txt", "idf_component_register(SRCS \"sens.c\" INCLUDE_DIRS \"include\")\n");
        bench.files.put("components/sens/include/sens.h", "int sens_begin(void);\n");
        bench.files.put("components/sens/sens.c", "#include \"sens.h\"\nint sens_begin(void) { return 7; }\n");
        bench.files.put("main/main.c", "#include \"sens.h\"\nvoid app_main(void) { sens_begin(); }\n");
        BuildBench.Ran ran = bench.build();
        succeeds(ran);
        assertTrue(
                ran.lines().contains("CMake runs again: components/sens/CMakeLists.txt is new, and 1 more"),
                ran.text());

        bench.files.keySet().removeIf(path -> path.startsWith("components/"));
        bench.files.put("main/main.c", "void app_main(void) {}\n");
        BuildBench.Ran gone = bench.build();
        succeeds(gone);
        assertTrue(gone.text().contains("CMake runs again: components/sens/CMakeLists.txt was removed"), gone.text());
    }

    @Test
    void compilesRenamedAddedAndRemovedSources() throws Exception {
        succeeds(bench.build());
        bench.files.put("main/more.c", "int more(void) { return 1; }\n");
        bench.files.put("main/main.c", "int more(void);\nvoid app_main(void) { more(); }\n");
        BuildBench.Ran added = bench.build();
        succeeds(added);
        assertTrue(added.lines().contains("CMake runs again: main/more.c is new"), added.text());
        bench.files.put("main/other.c", String.valueOf(bench.files.remove("main/more.c")));
        succeeds(bench.build());
        bench.files.remove("main/other.c");
        bench.files.put("main/main.c", "void app_main(void) {}\n");
        succeeds(bench.build());
    }

    @Test
    void seesANewKconfigAndANewPartitionTable() throws Exception {
        succeeds(bench.build());
        bench.files.put("main/Kconfig", "menu \"Mine\"\nconfig MINE\nint \"mine\"\ndefault 42\nendmenu\n");
        BuildBench.Ran ran = bench.build();
        succeeds(ran);
        assertTrue(settings(ran).contains("CONFIG_MINE=42"), ran.text());
    }

    @Test
    void saysNothingWhenOnlyContentsChanged() throws Exception {
        succeeds(bench.build());
        bench.files.put("sdkconfig", settings(bench.build()));
        bench.files.put("main/main.c", "#include <stdio.h>\nvoid app_main(void) { puts(\"second\"); }\n");
        bench.files.put("main/new.h", "int unused(void);\n");
        BuildBench.Ran ran = bench.build();
        succeeds(ran);
        assertEquals(1, ran.compiled(), ran.text());
        assertFalse(ran.text().contains("CMake runs again"), ran.text());
    }

    @Test
    void putsTheVersionOfTheUsersRepositoryIntoTheFirmware() throws Exception {
        assertEquals("1", version(build(null)));
        assertEquals("v1.2-3-gabc1234", version(build("v1.2-3-gabc1234")));
        BuildBench.Ran odd = build("rel/1.0+b'2'@$x-dirty");
        assertEquals("rel/1.0+b'2'@$x-dirty", version(odd));
        assertEquals(1, odd.compiled(), "only the description of the app: " + odd.text());
        bench.files.put("version.txt", "9.9\n");
        assertEquals("9.9", version(build("v1.2")));
        bench.files.remove("version.txt");
        assertEquals("v1.2", version(build("v1.2")));
        String cmake = bench.files.getOrDefault("CMakeLists.txt", "");
        bench.files.put("CMakeLists.txt", cmake.replace("project(app)", "project(app VERSION 2.5)"));
        assertEquals("2.5", version(build("v1.2")));
        bench.files.put("CMakeLists.txt", cmake.replace("project(app)", "set(PROJECT_VER own)\nproject(app)"));
        assertEquals("own", version(build("v1.2")));
        bench.files.put("CMakeLists.txt", cmake);
        assertEquals("1", version(build(null)));
    }

    @Test
    void refusesATextThatIsNoVersion() {
        bench.sync();
        for (String text : List.of("a b", "a\nb", "a\\b", "${X}[", "\u0007")) {
            Acceptance answer = bench.tasks.accept(
                    "user-1",
                    bench.request("esp32c3", Profile.DEBUG).with(MachineOptions.DEFAULT.withAppVersion(text)),
                    bench.workspace(),
                    BuildBench.RESOURCES);
            assertEquals("bad_app_version", ((Acceptance.Refused) answer).code(), text);
        }
    }

    @Test
    void startsCleanAndSaysWhyWhenTheStoreChanged() throws Exception {
        bench.files.put("main/main.c", """
                #ifdef LAB
                const char *where = "built in the lab";
                #else
                const char *where = "built at home";
                #endif
                #include <stdio.h>
                void app_main(void) { puts(where); }
                """);
        BuildBench.Ran home = bench.build();
        succeeds(home);
        assertTrue(firmware(home).contains("built at home"));

        new StoreProvisioner(bench.store).install(STARTER, spec(Map.of("EXTRA_CFLAGS", "-DLAB=1")));
        BuildBench.Ran same = bench.build();
        succeeds(same);
        assertTrue(
                same.lines()
                        .contains("build/ was removed and everything is compiled again:"
                                + " the environment variable EXTRA_CFLAGS is new"),
                same.text());

        Path other = copyOfStarter();
        Files.writeString(
                other.resolve("components/log/log.c"),
                "\nconst char lab_mark[] = \"marked\";\n",
                java.nio.file.StandardOpenOption.APPEND);
        new StoreProvisioner(bench.store).install(other, spec(Map.of()));
        BuildBench.Ran content = bench.build();
        succeeds(content);
        assertTrue(content.text().contains("ESP-IDF v5.3.1-starter was installed again"), content.text());
        assertTrue(content.compiled() > 5, content.text());
        bench.files.put("sdkconfig", settings(content));
        BuildBench.Ran again = bench.build();
        assertEquals(0, again.compiled(), again.text());
        assertFalse(again.text().contains("was removed"), again.text());
    }

    private Path copyOfStarter() throws IOException {
        Path copy = base.resolve("other-starter");
        try (Stream<Path> files = Files.walk(STARTER)) {
            for (Path file : files.filter(path -> !path.toString().contains("__pycache__"))
                    .toList()) {
                Files.copy(file, copy.resolve(STARTER.relativize(file).toString()));
            }
        }
        return copy;
    }

    private BuildBench.Ran build(@Nullable String appVersion) throws Exception {
        bench.sync();
        BuildBench.Ran ran = BuildBench.await(bench.start(
                bench.request("esp32c3", Profile.DEBUG).with(MachineOptions.DEFAULT.withAppVersion(appVersion))));
        succeeds(ran);
        return ran;
    }

    private static void succeeds(BuildBench.Ran ran) {
        assertEquals(TaskResult.Status.SUCCEEDED, ran.result().status(), ran.text());
    }

    private static String version(BuildBench.Ran ran) throws IOException {
        byte[] image = content(ran, Artifact.Role.FIRMWARE);
        // The description is the first thing of the first segment: 24 + 8 bytes of headers, then 16 of its own.
        String text = new String(image, 48, 32, StandardCharsets.UTF_8);
        return text.substring(0, text.indexOf('\0'));
    }

    private static String firmware(BuildBench.Ran ran) throws IOException {
        return new String(content(ran, Artifact.Role.FIRMWARE), StandardCharsets.ISO_8859_1);
    }

    private static String settings(BuildBench.Ran ran) throws IOException {
        return new String(content(ran, Artifact.Role.SDKCONFIG), StandardCharsets.UTF_8);
    }

    private static byte[] content(BuildBench.Ran ran, Artifact.Role role) throws IOException {
        Artifact found = ran.result().artifacts().stream()
                .filter(artifact -> artifact.role() == role)
                .findFirst()
                .orElseThrow();
        return Files.readAllBytes(ran.task().artifact(found.sha256()).orElseThrow());
    }
}
