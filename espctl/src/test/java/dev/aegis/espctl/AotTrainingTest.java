package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotTrainingTest {
    private static final int PATIENCE_SECS = 90;

    @TempDir
    Path folder;

    /// The requests that the launcher sends to `espctl mcp serve` while the JVM records its AOT cache. The cache would
    /// lack the classes of a request that fails.
    @Test
    void answersEveryRequestOfTheTrainingRun() throws Exception {
        String questions = Files.readString(Path.of("..", "launcher", "training", "serve.jsonl"));
        EspctlProcess espctl = new EspctlProcess(Files.createDirectory(folder.resolve("home")), folder);

        EspctlProcess.Outcome outcome = espctl.run(questions, "mcp", "serve");

        assertEquals(0, outcome.exit(), outcome.err());
        assertEquals("", outcome.err());
        assertEquals(
                questions.split("\"id\":", -1).length, outcome.out().split("\"result\":", -1).length, outcome.out());
        assertFalse(outcome.out().contains("\"error\":"), outcome.out());
    }

    @Test
    void buildsTwiceWithoutAnyServer() throws Exception {
        File said = folder.resolve("said.txt").toFile();
        Path place = Files.createDirectory(folder.resolve("place"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AotTraining.class.getName(),
                        place.toString())
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        boolean ended = process.waitFor(PATIENCE_SECS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(said.toPath());
        assertTrue(ended, text);
        assertEquals(0, process.exitValue(), text);
        assertTrue(text.contains("\"state\":\"succeeded\""), text);
        assertTrue(text.contains("% of its partition; ram "), text);
        assertTrue(Files.exists(place.resolve("project/build/training.bin")), text);
        assertTrue(Files.exists(place.resolve("project/build/manifest.json")), text);
    }
}
