package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;

/// Runs a command and compares exit code, stdout and stderr with a golden file.
final class Transcripts {
    private static final Path GOLDEN = Path.of("src/test/resources/transcripts");

    private final EspctlProcess espctl;
    private final Path folder;
    private final Path project;

    /// @param folder with the user's home and the project
    Transcripts(EspctlProcess espctl, Path folder, Path project) {
        this.espctl = espctl;
        this.folder = folder;
        this.project = project;
    }

    void check(String name, String... arguments) throws Exception {
        EspctlProcess.Outcome outcome = espctl.run("", arguments);
        String transcript = "$ espctl " + String.join(" ", arguments) + "\n[exit " + outcome.exit() + "]\n--- stdout\n"
                + steady(outcome.out()) + "--- stderr\n" + steady(outcome.err());
        Path golden = GOLDEN.resolve(name + ".txt");
        if ("write".equals(System.getProperty("transcripts"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, transcript);
        }
        assertEquals(Files.readString(golden), transcript);
    }

    private String steady(String text) {
        return text.replace(project.toString(), "<project>")
                .replace(folder.toString(), "<folder>")
                .replaceAll("\\d+ MB free", "<n> MB free");
    }
}
