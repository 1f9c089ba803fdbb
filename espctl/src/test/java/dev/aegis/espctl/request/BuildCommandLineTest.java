package dev.aegis.espctl.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildCommandLineTest {
    private static final BuildRequest RELEASE = BuildRequest.of(new BuildRequest.Place(Path.of("my app"), null))
            .with(new BuildRequest.What("esp32c3", null, Profile.RELEASE, List.of("NAME=it's")));

    @Test
    void hasEveryOptionThatWasUsedQuotedForAShell() {
        BuildRequest all = new BuildRequest(
                new BuildRequest.Place(Path.of("../other"), "https://build.example.org"),
                new BuildRequest.What("esp32c6", "v5.3.1", Profile.DEBUG, List.of("A=1", "B=two words")),
                new MachineOptions(true, null, 3),
                new BuildRequest.Limits(2048, Duration.ofSeconds(90)),
                true);

        assertEquals(
                "espctl build -C ../other -t esp32c6 --idf-version v5.3.1 --profile debug -D A=1 -D 'B=two words'"
                        + " --remote https://build.example.org --clean --bundle --jobs 3 --memory-mb 2048 --wait 90",
                BuildCommandLine.of(all).text());
    }

    @Test
    void isShortWhenNothingWasAskedFor() {
        assertEquals(
                "espctl build",
                BuildCommandLine.of(BuildRequest.of(new BuildRequest.Place(null, null)))
                        .text());
    }

    @Test
    void namesSeveralChips() {
        assertEquals(
                "espctl build -t esp32c3,esp32c6",
                BuildCommandLine.of(BuildRequest.of(new BuildRequest.Place(null, null)), List.of("esp32c3", "esp32c6"))
                        .text());
    }

    @Test
    void completesASentence() {
        assertEquals(
                "fix it, then run: espctl build -C 'my app' -t esp32c3 --profile release -D 'NAME=it'\\''s'; or wait",
                BuildCommandLine.of(RELEASE).complete("fix it, then run: espctl build; or wait"));
    }

    @Test
    void keepsTheOptionThatTheSentenceAsksFor() {
        BuildRequest small = new BuildRequest(
                new BuildRequest.Place(null, null),
                BuildRequest.What.PROJECT_DEFAULT,
                new MachineOptions(true, null, null),
                new BuildRequest.Limits(512, null),
                false);
        BuildCommandLine line = BuildCommandLine.of(small);

        assertEquals("run: espctl build --clean --memory-mb 1024", line.complete("run: espctl build --memory-mb 1024"));
        assertEquals(
                "run: espctl build --memory-mb 512 --clean; if that fails, espctl diag",
                line.complete("run: espctl build --clean; if that fails, espctl diag"));
        assertEquals(
                "run: espctl build --clean --memory-mb 512 (it goes on)",
                line.complete("run: espctl build (it goes on)"));
    }

    @Test
    void leavesOtherCommandsAlone() {
        BuildCommandLine line = BuildCommandLine.of(RELEASE);

        assertEquals("espctl build-x, espctl logs", line.complete("espctl build-x, espctl logs"));
        assertEquals("run: espctl build -C ../app", line.complete("run: espctl build -C ../app"));
        assertNull(line.complete(null));
    }
}
