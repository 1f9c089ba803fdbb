package dev.aegis.espctl.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.Main;
import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.command.tree.CliPage;
import dev.aegis.espctl.command.tree.CommandNode;
import dev.aegis.espctl.command.tree.FirstPage;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.process.OwnProgram;
import dev.aegis.espctl.settings.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `docs/cli.md` against what can be typed.
class CliPageTest {
    private static final Path PAGE = Path.of("../docs/cli.md");
    private static final String REGENERATE =
            "mvn -q -o -pl espctl -am test -Dtest='CliPageTest,*TranscriptTest' -Dtranscripts=write"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    private final CommandNode espctl = parser().tree();

    @Test
    void pageSaysWhatCanBeTyped() throws IOException {
        String page = CliPage.text(espctl, REGENERATE);
        if ("write".equals(System.getProperty("transcripts"))) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE), "docs/cli.md is out of date; run: " + REGENERATE);
    }

    @Test
    void everyVerbTeachesByExample() {
        List<String> mute = leaves(espctl)
                .filter(verb -> verb.examples().stream().noneMatch(example -> example.contains(verb.path())))
                .map(CommandNode::path)
                .toList();
        assertEquals(List.of(), mute, "give each of these a footer = {\"espctl VERB ...   what for\"}");
    }

    @Test
    void everyVerbStandsInAGroupOfTheFirstPage() {
        List<String> verbs = espctl.words().stream().map(CommandNode::name).toList();
        assertTrue(
                FirstPage.groups(verbs).stream()
                        .noneMatch(group -> group.title().equals("More")),
                "name each verb in a group of FirstPage");
    }

    private static Stream<CommandNode> leaves(CommandNode node) {
        return node.words().isEmpty() ? Stream.of(node) : node.words().stream().flatMap(CliPageTest::leaves);
    }

    /// Making a verb must use nothing of the user's: this home does not exist.
    private static Espctl parser() {
        Environment environment = new Environment(Map.of("HOME", "/nonexistent"));
        return new Espctl(
                new Actions(
                        Context.of(environment, Path.of("").toAbsolutePath(), "0"),
                        new OwnProgram(environment, Main.class)),
                new Console(InputStream.nullInputStream(), System.out, System.err, environment));
    }
}
