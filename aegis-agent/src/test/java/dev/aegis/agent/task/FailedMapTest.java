package dev.aegis.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.agent.execution.BuildLimits;
import dev.aegis.agent.execution.TestLimits;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.TaskResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Builds that fail, and what they leave of the linker's map.
@Timeout(120)
class FailedMapTest {
    private static final String CONFIGURES =
            "cd /src/_/_/_/_/_/_/_/_/_/_; printf '{\"app_elf\": \"app.elf\"}' >build/project_description.json\n";
    private static final String LINKS = CONFIGURES + "echo '.bss.big' >build/app.map\n";
    private static final String BROKEN = "int main(void) { return missing; }\n";

    @TempDir
    Path base;

    private BuildBench bench;

    @BeforeEach
    void open() {
        bench = new BuildBench(
                base, base.resolve("workspaces"), new BuildLimits(TestLimits.SANDBOX, 1, 1024 * 1024, 4 * 1024 * 1024));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void offersTheMapOfALinkThatFailed() throws Exception {
        bench.files.put("before.sh", LINKS + "exit 1\n");
        BuildBench.Ran ran = bench.build();
        assertEquals(List.of("build/app.map"), offered(ran), ran.text());
        Artifact map = ran.result().artifacts().getFirst();
        assertEquals(Artifact.Role.MAP, map.role());
        assertEquals(
                ".bss.big\n", Files.readString(ran.task().artifact(map.sha256()).orElseThrow()));
    }

    @Test
    void offersTheMapAgainWhenItWasWrittenAgain() throws Exception {
        bench.files.put("before.sh", LINKS + "exit 1\n");
        bench.build();
        BuildBench.Ran second = bench.build();
        assertEquals(List.of("build/app.map"), offered(second), second.text());
    }

    @Test
    void doesNotOfferTheMapOfAnEarlierBuild() throws Exception {
        bench.build();
        bench.files.put("main/main.c", BROKEN);
        BuildBench.Ran second = bench.build();
        assertEquals(List.of(), offered(second), second.text());
    }

    @Test
    void doesNotTakeAnEarlierMapForNewWhenTheClockWasSetBack() throws Exception {
        bench.files.put("after.sh", "touch -d 2100-01-01 /src/_/_/_/_/_/_/_/_/_/_/build/app.map\n");
        assertEquals(TaskResult.Status.SUCCEEDED, bench.build().result().status());
        bench.files.put("main/main.c", BROKEN);
        BuildBench.Ran second = bench.build();
        assertEquals(List.of(), offered(second), second.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ln -sf /idf/version.txt build/app.map",
                "rm build/app.map; mkfifo build/app.map",
                "rm build/app.map; mkdir build/app.map",
                "truncate -s 2M build/app.map",
                "rm build/app.map",
                "printf '{\"app_elf\": \"../sdkconfig\"}' >build/project_description.json",
                "echo nonsense >build/project_description.json",
                "rm -r build; ln -s /idf build",
            })
    void leavesOutWhatIsOddAndKeepsTheFault(String trick) throws Exception {
        bench.files.put("before.sh", LINKS + trick + "; exit 1\n");
        BuildBench.Ran ran = bench.build();
        assertEquals(List.of(), offered(ran), ran.text());
    }

    /// The paths of the files, other than its settings, that a build has left which failed by the project's fault.
    private static List<String> offered(BuildBench.Ran ran) {
        assertEquals(TaskResult.Status.FAILED, ran.result().status(), ran.text());
        assertEquals(Fault.PROJECT, ran.result().fault(), ran.text());
        return ran.result().artifacts().stream()
                .filter(artifact -> artifact.role() != Artifact.Role.SDKCONFIG)
                .map(Artifact::path)
                .toList();
    }
}
