package dev.aegis.espctl.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.Main;
import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.process.OwnProgram;
import dev.aegis.espctl.settings.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongUsageTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            skills --tarqet             | unknown option '--tarqet' | espctl skills --help
            skills --formt json         | unknown option '--formt' | did you mean --format? espctl skills --help
            firmware --tarqet           | unknown option '--tarqet' | espctl firmware --help
            new robot --tarqet esp32c3  | unknown option '--tarqet' | did you mean --target? espctl new --help
            new --target esp32c3        | missing required parameter: 'NAME' | espctl new --help
            set-target --qiet           | unknown option '--qiet' | did you mean --quiet? espctl set-target --help
            skills instal               | there is no 'skills instal' | did you mean espctl skills install?
            help biuld                  | there is no 'biuld' | did you mean espctl build?
            build robot                 | 'robot' is not expected | did you mean -C robot?
            size --components --files   | --components and --files exclude each other | espctl size --help
            logs -n -1                  | --lines is the number of lines, not -1 | omit it for the last 100
            build --target=             | the value of --target is empty | omit it, or check the variable that its value comes from
            errors no/such.log          | cannot read no/such.log: no such file or folder | name a readable file, or - for stdin
            """)
    void namesTheWordThatIsNotKnown(String typed, String error, String hint) {
        assertEquals("error: " + error + "\nhint: " + hint + "\n", errorOf(typed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            skills --format xx         | invalid value for option '--format': 'xx' is not one of md, json, schema
            build --profile fast       | invalid value for option '--profile': 'fast' is not one of debug, release
            mcp export all dir         | invalid value for FORM: 'all' is not one of plugin, bundle, registry
            logs -n many               | invalid value for option '--lines': 'many' is not a whole number
            """)
    void namesTheValuesThatAnOptionTakes(String typed, String error) {
        assertEquals("error: " + error, errorOf(typed).lines().findFirst().orElse(""));
    }

    @Test
    void refusesAnEmptyValue() {
        assertEquals(
                "error: the value of -C is empty\nhint: omit it, or check the variable that its value comes from\n",
                errorOf("build", "-C", ""));
        assertEquals(
                "error: an argument is empty",
                errorOf("new", "").lines().findFirst().orElse(""));
    }

    @Test
    void namesAPathThatNoFileCanHave() {
        String error = errorOf("size", "-C", "a\0b");

        assertTrue(error.contains("cannot be a file's name\n"), error);
        assertFalse(error.contains("java"), error);
    }

    @Test
    void namesAChipThatIsNone() throws IOException {
        Files.writeString(folder.resolve("CMakeLists.txt"), "project(robot)\n");
        for (String verb : List.of("clean", "size", "firmware list", "logs")) {
            String error = errorOf(verb + " -t esp32c9 -C " + folder);
            assertTrue(
                    error.startsWith("error: 'esp32c9' (--target) is not a chip\nhint: did you mean esp32c2?"), error);
        }
    }

    @ParameterizedTest
    @CsvSource({"--json", "--json -q", "-q --json", "--json -C x"})
    void asksForAVerbAfterOptionsAlone(String typed) {
        assertEquals(
                "{\"error\":{\"code\":\"usage\",\"message\":\"espctl needs a verb\",\"hint\":\"espctl --help\"}}\n",
                errorOf(typed));
    }

    @ParameterizedTest
    @CsvSource({"-q version --quiet", "--json version --json", "--quiet --json version -q"})
    void takesFlagsOnBothSidesOfTheVerb(String typed) {
        assertEquals("", errorOf(typed));
    }

    @Test
    void flashTakesTheProjectsFolder() {
        assertEquals(errorOf("size -C " + folder), errorOf("flash -C " + folder));
        assertEquals(errorOf("size -C " + folder), errorOf("-C " + folder + " monitor -p /dev/ttyUSB0"));
    }

    private String errorOf(String typed) {
        return errorOf(typed.split(" "));
    }

    private String errorOf(String... typed) {
        Environment environment = new Environment(Map.of("HOME", folder.toString()));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment);
        new Espctl(new Actions(Context.of(environment, folder, "0"), new OwnProgram(environment, Main.class)), console)
                .run(typed);
        return err.toString(StandardCharsets.UTF_8);
    }
}
