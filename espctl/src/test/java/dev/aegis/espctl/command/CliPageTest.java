package dev.aegis.espctl.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.command.tree.CliPage;
import dev.aegis.espctl.command.tree.CommandNode;
import dev.aegis.espctl.command.tree.FirstPage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `docs/cli.md` against what can be typed.
class CliPageTest {
    private static final Path PAGE = Path.of("../docs/cli.md");
    private static final String REGENERATE =
            "mvn -q -o -pl espctl -am test -Dtest='CliPageTest,*TranscriptTest' -Dtranscripts=write"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    private final CommandNode espctl = new Espctl(nothing(), System.out, System.err).tree();

    @Test
    void pageSaysWhatCanBeTyped() throws IOException {
        String page = CliPage.text(espctl, REGENERATE);
        if ("write".equals(System.getProperty("transcripts"))) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE), "docs/cli.md is old; make it anew: " + REGENERATE);
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

    /// Making a verb must reach for nothing.
    private static Rooms nothing() {
        return (Rooms) Proxy.newProxyInstance(
                Rooms.class.getClassLoader(), new Class<?>[] {Rooms.class}, (proxy, method, arguments) -> {
                    throw new AssertionError(method.getName() + " was asked for before the verb ran");
                });
    }
}
