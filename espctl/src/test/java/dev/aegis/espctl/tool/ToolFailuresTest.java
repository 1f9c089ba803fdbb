package dev.aegis.espctl.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.history.ChooseTask;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.NextCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolFailuresTest {
    @TempDir
    private Path folder;

    @Test
    void aProjectThatWasNotBuiltForAChipIsBuiltForIt() throws IOException {
        Files.writeString(folder.resolve("CMakeLists.txt"), "project(robot)\n");
        JsonObject given = JsonObject.of("target", "esp32h2", "project", folder.toString());

        assertEquals(
                new NextCall("build", JsonObject.of("project", folder.toString(), "target", "esp32h2")),
                ToolFailures.of(notFound("esp32h2"), given).next());
    }

    @Test
    void aFolderThatIsNoProjectIsNotBuilt() {
        var failure = ToolFailures.of(notFound(null), JsonObject.EMPTY);

        assertEquals(null, failure.next());
        assertEquals("call again with project set to the folder of an ESP-IDF project", failure.fix());
    }

    private Failure notFound(@Nullable String target) {
        Context context = Context.of(new Environment(Map.of("HOME", folder.toString())), folder, "0");
        ChooseTask.Wanted wanted = new ChooseTask.Wanted(ChooseTask.LATEST, null, target, null);
        return assertThrows(Failure.class, () -> new ChooseTask(context).any(wanted));
    }
}
