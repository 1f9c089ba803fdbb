package dev.aegis.espctl.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.Main;
import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.process.OwnProgram;
import dev.aegis.espctl.settings.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

/// Every command that a message, hint or page tells the user to type is accepted by the parser.
class CommandsInMessagesTest {
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*+)\"");
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern INLINE_CODE = Pattern.compile("`([^`\n]+)`");
    /// A command, up to the end of the clause. What follows `run:` must be one.
    private static final Pattern COMMAND =
            Pattern.compile("(?<strict>run: |then: |&& )?\\bespctl (?<words>[a-z-][^;,()`|&>\\n]*)");
    private static final List<String> MODULES =
            List.of("espctl", "firmware", "control-client", "aegis-agent", "aegis-control", "mcp");

    private final Espctl espctl = parser();

    @Test
    void messagesOfThePrograms() throws IOException {
        List<String> wrong = new ArrayList<>();
        int found = 0;
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String source = JOINED.matcher(Files.readString(file)).replaceAll("");
                    Matcher literal = LITERAL.matcher(source);
                    while (literal.find()) {
                        found += check(
                                literal.group(1).replace("\\n", "\n"),
                                file.getFileName().toString(),
                                wrong);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(found > 60, "only " + found + " commands found");
    }

    @Test
    void pagesForUsers() throws IOException {
        List<String> wrong = new ArrayList<>();
        int found = 0;
        for (String page : List.of("espctl.md", "mcp.md", "troubleshooting.md", "tutorial.md", "operating.md")) {
            Matcher code = INLINE_CODE.matcher(Files.readString(Path.of("../docs", page)));
            while (code.find()) {
                found += check(code.group(1), page, wrong);
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(found > 40, "only " + found + " commands found");
    }

    @Test
    void whatIsSaidToUsersOfOtherTools() {
        List<String> wrong = new ArrayList<>();
        Habits.all().forEach((word, hint) -> check(hint, word, wrong));
        assertEquals(List.of(), wrong);
    }

    private int check(String text, String place, List<String> wrong) {
        int found = 0;
        Matcher command = COMMAND.matcher(text);
        while (command.find()) {
            List<String> words = List.of(command.group("words").strip().split("\\s+"));
            boolean verb =
                    espctl.tree().words().stream().anyMatch(node -> node.name().equals(words.getFirst()));
            if (!verb && command.group("strict") == null) {
                continue;
            }
            found++;
            if (!isCommand(words)) {
                wrong.add(place + ": " + command.group());
            }
        }
        return found;
    }

    /// Whether the words begin with a command; other words of the sentence may follow it, but no option.
    private boolean isCommand(List<String> words) {
        int options = (int) words.stream().filter(word -> word.startsWith("-")).count();
        for (int length = words.size(); length > 0; length--) {
            List<String> head = words.subList(0, length);
            boolean whole = head.stream().filter(word -> word.startsWith("-")).count() == options;
            // A sentence may end in the name of an option, or go on in another string with the value.
            if (whole && (parses(head) || (length == words.size() && parses(with(head, "1"))))) {
                return true;
            }
        }
        return false;
    }

    private boolean parses(List<String> words) {
        try {
            espctl.parse(words.toArray(String[]::new));
            return true;
        } catch (ParameterException refused) {
            return false;
        }
    }

    private static List<String> with(List<String> words, String last) {
        List<String> longer = new ArrayList<>(words);
        longer.add(last);
        return longer;
    }

    private static Espctl parser() {
        Environment environment = new Environment(Map.of("HOME", "/nonexistent"));
        return new Espctl(
                new Actions(
                        Context.of(environment, Path.of("").toAbsolutePath(), "0"),
                        new OwnProgram(environment, Main.class)),
                new Console(InputStream.nullInputStream(), System.out, System.err, environment));
    }
}
