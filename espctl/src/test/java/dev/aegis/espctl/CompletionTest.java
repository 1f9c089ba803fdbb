package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The completion scripts in bash, zsh and fish: each shell prints its completions.
class CompletionTest {
    private static final int PATIENCE_SECS = 60;
    private static final String ASK_BASH = """
            source "$1"; shift
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _espctl
            printf '%s\\n' "${COMPREPLY[@]}"
            """;
    private static final String ASK_FISH = "source $argv[1]; complete -C (string join ' ' -- $argv[2..-1])";

    /// zsh completes only in its line editor, so the test runs it on a pseudo terminal and records the completions.
    private static final String ASK_ZSH = """
            zmodload zsh/zpty
            line=${(j: :)@[2,-1]}
            zpty ask zsh -f -i
            zpty -w ask "source $1"
            while zpty -r ask said; do [[ $said == *'ready for it'* ]] && break; done
            zpty -w -n ask "$line"$'\\t'
            while zpty -r ask said; do :; done
            """;
    private static final String ZSH_SETTINGS = """
            PROMPT=; autoload -U compinit; compinit -u -D; bindkey '^I' complete-word
            source SCRIPT
            compadd() {
                if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
                local -a hits; builtin compadd -A hits "$@"; print -l -- $hits >> OFFERS
                builtin compadd "$@"
            }
            comppostfuncs=(finish); finish() { exit }
            print ready 'for' it
            """;

    enum Shell {
        bash,
        zsh,
        fish
    }

    @TempDir
    static Path folder;

    @BeforeAll
    static void scripts() throws Exception {
        EspctlProcess espctl = new EspctlProcess(folder, folder);
        for (Shell shell : Shell.values()) {
            EspctlProcess.Outcome script = espctl.run("", "completion", shell.name());
            assertEquals(0, script.exit(), script.err());
            Files.writeString(script(shell), script.out());
        }
        task("t-20260101-000000-aaaa", folder.toRealPath());
        task("t-20260101-000000-bbbb", Path.of("/elsewhere"));
        Files.createDirectories(folder.resolve("my project"));
    }

    private static void task(String id, Path project) throws Exception {
        Path task = Files.createDirectories(
                folder.resolve(".local/state/espctl/tasks").resolve(id));
        Files.writeString(
                task.resolve("record.json"), WireJson.pretty(Map.of("task_id", id, "project", project.toString())));
    }

    @ParameterizedTest
    @EnumSource
    void offersVerbs(Shell shell) throws Exception {
        assertOffers(shell, List.of("build"), "espctl", "b");
        assertOffers(shell, List.of("login", "logout", "logs"), "espctl", "lo");
    }

    @ParameterizedTest
    @EnumSource
    void offersSecondWords(Shell shell) throws Exception {
        assertOffers(shell, List.of("serve"), "espctl", "mcp", "s");
    }

    @ParameterizedTest
    @EnumSource
    void offersOptionsOfTheVerb(Shell shell) throws Exception {
        assertOffers(shell, List.of("--profile", "--project"), "espctl", "build", "--pro");
        assertOffers(shell, List.of("--read-only"), "espctl", "mcp", "serve", "--read");
    }

    @ParameterizedTest
    @EnumSource
    void offersValues(Shell shell) throws Exception {
        assertOffers(shell, List.of("release"), "espctl", "build", "--profile", "r");
        assertOffers(shell, List.of("esp32s2", "esp32s3", "esp32s31"), "espctl", "plan", "-t", "esp32s");
        assertOffers(shell, List.of("fish"), "espctl", "completion", "f");
    }

    @ParameterizedTest
    @EnumSource
    void offersAnotherChipAfterAComma(Shell shell) throws Exception {
        List<String> offered = offers(shell, "espctl", "build", "-t", "esp32c3,esp32p");
        assertEquals(1, offered.size(), shell + ": " + offered);
        assertTrue(offered.getFirst().endsWith("esp32p4"), shell + ": " + offered);
    }

    @ParameterizedTest
    @EnumSource
    void offersTasksOfThisProject(Shell shell) throws Exception {
        assertOffers(shell, List.of("t-20260101-000000-aaaa"), "espctl", "logs", "t-");
    }

    @ParameterizedTest
    @EnumSource
    void offersFolders(Shell shell) throws Exception {
        List<String> offered = offers(shell, "espctl", "build", "--project", "m");
        assertTrue(offered.stream().anyMatch(folder -> folder.startsWith("my")), offered.toString());
    }

    private void assertOffers(Shell shell, List<String> expected, String... line) throws Exception {
        assertEquals(expected, offers(shell, line), shell + ": " + String.join(" ", line));
    }

    private List<String> offers(Shell shell, String... line) throws Exception {
        Path offers = folder.resolve("offers");
        Files.deleteIfExists(offers);
        List<String> command = switch (shell) {
            case bash ->
                List.of("bash", "--norc", "-c", ASK_BASH, "bash", script(shell).toString());
            case fish ->
                List.of("fish", "--no-config", "-c", ASK_FISH, script(shell).toString());
            case zsh ->
                List.of("zsh", "-f", "-c", ASK_ZSH, "zsh", zshSettings(offers).toString());
        };
        String said = run(Stream.concat(command.stream(), Stream.of(line)).toList());
        String found = shell == Shell.zsh && Files.exists(offers) ? Files.readString(offers) : said;
        // fish prints the description after a tab.
        return found.lines()
                .map(offer -> offer.split("\t")[0].strip())
                .filter(offer -> !offer.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    private Path zshSettings(Path offers) throws IOException {
        return Files.writeString(
                folder.resolve("settings.zsh"),
                ZSH_SETTINGS.replace("SCRIPT", script(Shell.zsh).toString()).replace("OFFERS", offers.toString()));
    }

    private static Path script(Shell shell) {
        return folder.resolve("completion." + shell);
    }

    private String run(List<String> command) throws Exception {
        Path out = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("HOME", folder.toString(), "PATH", "/usr/bin:/bin", "LANG", "C.UTF-8", "TERM", "dumb"));
        Process shell = builder.start();
        shell.getOutputStream().close();
        if (!shell.waitFor(PATIENCE_SECS, TimeUnit.SECONDS)) {
            shell.destroyForcibly();
            throw new AssertionError("the shell did not end: " + Files.readString(out, StandardCharsets.UTF_8));
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
