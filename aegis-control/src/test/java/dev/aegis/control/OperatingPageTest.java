package dev.aegis.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.settings.SettingsText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Compares the tables of `docs/operating.md` with the declared settings.
final class OperatingPageTest {
    private static final Path PAGE = Path.of("../docs/operating.md");
    private static final String REGENERATE =
            "mvn -q -o -pl aegis-control -am test -Dtest=OperatingPageTest -Dtranscripts=write"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void pageHasEverySetting() throws IOException {
        String page = Files.readString(PAGE);
        String expected = SettingsText.inPage(page, "aegis-control", ControlDeclarations.ALL);
        if ("write".equals(System.getProperty("transcripts"))) {
            Files.writeString(PAGE, expected);
        }
        assertEquals(expected, Files.readString(PAGE), "docs/operating.md is out of date; run: " + REGENERATE);
    }
}
