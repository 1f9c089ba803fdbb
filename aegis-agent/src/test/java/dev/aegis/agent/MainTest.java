package dev.aegis.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void explainsItselfOnStdout() {
        assertEquals(ExitCode.DONE, run("--help"));
        assertTrue(text(out).contains("--agent-workspace-root"), text(out));
        assertTrue(text(out).contains("exit codes"), text(out));
        assertEquals("", text(err));
    }

    @Test
    void saysItsVersion() {
        assertEquals(ExitCode.DONE, run("--version"));
        assertTrue(text(out).matches("aegis-agent [0-9]+\\.[0-9]+\\.[0-9]+\n"), text(out));
    }

    @Test
    void stopsAtAnUnknownSettingInItsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("agent.env"), "AGENT_MAX_JOB=3\n");

        assertEquals(ExitCode.WRONG_USAGE, run("--config", file.toString()));
        assertTrue(
                text(err)
                        .startsWith("aegis-agent: unknown setting 'AGENT_MAX_JOB' in " + file
                                + "; did you mean AGENT_MAX_JOBS?\nhint: "),
                text(err));
    }

    @Test
    void stopsAtAnUnknownFlagOrCommand() {
        assertEquals(ExitCode.WRONG_USAGE, run("--lopback", "1"));
        assertEquals(ExitCode.WRONG_USAGE, run("dance"));
        assertEquals(ExitCode.WRONG_USAGE, run("store", "burn"));
        assertEquals(ExitCode.WRONG_USAGE, run("store"));
        assertTrue(text(err).contains("unknown flag '--lopback'; did you mean --loopback?"), text(err));
        assertTrue(text(err).contains("unknown command 'dance'"), text(err));
    }

    @Test
    void saysThatTheStoreIsMissing() {
        Path nowhere = folder.resolve("nowhere");

        assertEquals(ExitCode.STORE_MISSING, run("--store", nowhere.toString(), "--control", "http://127.0.0.1:1"));
        assertEquals(ExitCode.STORE_MISSING, run("store", "list", "--store", nowhere.toString()));
        assertTrue(text(err).startsWith("aegis-agent: cannot find store at " + nowhere), text(err));
    }

    @Test
    void provisionsListsVerifiesAndRemoves() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("idf"));
        Files.writeString(
                tree.resolve("store-entry.json"), "{\"version\":\"v1.0\",\"default\":false,\"targets\":[\"esp32c3\"]}");
        String store = folder.resolve("store").toString();

        assertEquals(ExitCode.DONE, run("store", "provision", "--from", tree.toString(), "--store", store));
        assertEquals(ExitCode.DONE, run("store", "provision", "--from", tree.toString(), "--store", store));
        assertEquals(ExitCode.DONE, run("store", "list", "--store", store));
        assertEquals(ExitCode.DONE, run("store", "verify", "--store", store));
        assertEquals(ExitCode.DONE, run("store", "remove", "v1.0", "--store", store));
        assertEquals("""
            installed v1.0 for esp32c3
            already installed: v1.0 for esp32c3
            %s
              v1.0 for esp32c3
            v1.0: ok
            removed v1.0
            """.formatted(store), text(out));
    }

    @Test
    void saysThatAnUnreachableBuildServerCannotEnrolIt() {
        Store.create(folder.resolve("store"));
        String[] enrol = {
            "enrol",
            "--store=" + folder.resolve("store"),
            "--state-dir=" + folder.resolve("state"),
            "--control=http://127.0.0.1:1"
        };

        assertEquals(ExitCode.REFUSED, run(enrol));
        assertTrue(text(err).contains("hint: set AGENT_AUTH_SECRET"), text(err));
        assertEquals(ExitCode.FAILED, runWithSecret(enrol));
        assertTrue(
                text(err).contains("cannot reach the build server: nothing accepts connections at http://127.0.0.1:1"),
                text(err));
    }

    @Test
    void namesADamagedStateFileAndTheCommandThatReplacesIt() throws IOException {
        Store.create(folder.resolve("store"));
        Path state = Files.createDirectories(folder.resolve("state"));
        Files.writeString(state.resolve("pins.json"), "{");
        String[] enrol = {
            "enrol", "--store=" + folder.resolve("store"), "--state-dir=" + state, "--control=http://127.0.0.1:1"
        };

        assertEquals(ExitCode.FAILED, runWithSecret(enrol));
        assertTrue(text(err).startsWith("aegis-agent: " + state.resolve("pins.json") + " is damaged"), text(err));
        assertTrue(text(err).contains("hint: restore it, or run: aegis-agent enrol --renew"), text(err));
        err.reset();

        assertEquals(
                ExitCode.FAILED,
                runWithSecret(Stream.concat(
                                Stream.of("enrol", "--renew"), Stream.of(enrol).skip(1))
                        .toArray(String[]::new)));
        assertTrue(text(err).contains("cannot reach the build server"), text(err));
    }

    @Test
    void saysWhyTheStateDirectoryCannotBeUsed() throws IOException {
        Store.create(folder.resolve("store"));
        Path file = Files.writeString(folder.resolve("file"), "");

        assertEquals(
                ExitCode.FAILED,
                run(
                        "enrol",
                        "--store=" + folder.resolve("store"),
                        "--state-dir=" + file.resolve("state"),
                        "--control=http://127.0.0.1:1"));
        assertEquals("""
                aegis-agent: creating the state directory %s/state: not a directory (%s/state)
                hint: check who owns the directory, and its disk
                """.formatted(file, file), text(err));
    }

    @Test
    void saysWhyASettingsFileOrADescriptionCannotBeRead() throws IOException {
        assertEquals(ExitCode.WRONG_USAGE, run("--config", folder.toString()));
        assertTrue(
                text(err).startsWith("aegis-agent: cannot read the settings file " + folder + ": it is a directory\n"),
                text(err));
        err.reset();

        Path tree = Files.createDirectories(folder.resolve("idf/store-entry.json"));
        String[] provision = {
            "store", "provision", "--from", folder.resolve("idf").toString(), "--store=" + folder.resolve("store")
        };
        assertEquals(ExitCode.FAILED, run(provision));
        assertEquals("""
                aegis-agent: the description of a version in %s cannot be used: is a directory
                hint: compare it with docs/operating.md
                """.formatted(tree), text(err));
    }

    private ExitCode runWithSecret(String... arguments) {
        return new Main(Map.of("AGENT_AUTH_SECRET", "x"), stream(out), stream(err)).run(List.of(arguments));
    }

    private ExitCode run(String... arguments) {
        return new Main(Map.of(), stream(out), stream(err)).run(List.of(arguments));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
