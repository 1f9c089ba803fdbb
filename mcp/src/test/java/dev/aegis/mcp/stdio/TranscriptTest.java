package dev.aegis.mcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.engine.Engine;
import dev.aegis.mcp.engine.EngineSettings;
import dev.aegis.mcp.fixture.Demo;
import dev.aegis.mcp.fixture.FixtureServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole conversations, one for each revision: `>` lines are sent, `<` lines are expected, `#` lines are comments.
/// A `>>` line gets no answer. With `UPDATE_TRANSCRIPTS=1` in the environment the files are written instead; review
/// the diff.
final class TranscriptTest {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28", "malformed"})
    void answersAsInTheTranscript(String name) throws Exception {
        Path file = FOLDER.resolve(name + ".txt");
        List<String> lines = Files.readAllLines(file);
        String expected = String.join("\n", lines) + "\n";
        String actual = play(lines);
        if ("1".equals(System.getenv("UPDATE_TRANSCRIPTS"))) {
            Files.writeString(file, actual);
            return;
        }
        assertEquals(expected, actual);
    }

    private static String play(List<String> lines) throws Exception {
        var catalog = new Catalog();
        Demo.fill(catalog);
        var clock = Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);
        var engine = new Engine(FixtureServer.INFO, catalog, EngineSettings.DEFAULTS, clock, new Random(1), line -> {});
        Pipe toServer = Pipe.open();
        Pipe fromServer = Pipe.open();
        var streams = new StandardStreams(
                Channels.newInputStream(toServer.source()), Channels.newOutputStream(fromServer.sink()));
        var serving = Thread.ofPlatform().start(() -> new StdioServer(engine, streams, () -> {}).serve());
        var said = new StringBuilder();
        try (var input = Channels.newOutputStream(toServer.sink());
                var output = new BufferedReader(Channels.newReader(fromServer.source(), StandardCharsets.UTF_8))) {
            for (String line : lines) {
                if (line.startsWith("<")) {
                    continue;
                }
                said.append(line).append('\n');
                if (line.startsWith(">")) {
                    boolean silent = line.startsWith(">>");
                    input.write((line.substring(silent ? 3 : 2) + "\n").getBytes(StandardCharsets.UTF_8));
                    input.flush();
                    readAnswer(output, silent, said);
                }
            }
        }
        serving.join();
        return said.toString();
    }

    private static void readAnswer(BufferedReader output, boolean silent, StringBuilder said) throws IOException {
        for (boolean more = !silent; more; ) {
            String line = output.readLine();
            said.append("< ").append(line).append('\n');
            more = line != null && line.contains("\"method\":\"notifications/");
        }
    }
}
