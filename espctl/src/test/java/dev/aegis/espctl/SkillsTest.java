package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.aegis.espctl.skills.SkillManifest;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// `espctl skills`: the manifest, and the Agent Skills in the folders of agents.
class SkillsTest {
    private static final List<String> SKILLS =
            List.of("build-esp-idf", "diagnose-build", "flash-and-monitor", "sdkconfig", "operate-aegis");
    private static final Pattern COMMAND = Pattern.compile("`(espctl [^`]+)`");

    @TempDir
    Path folder;

    private Path home;
    private Path project;
    private EspctlProcess espctl;

    @BeforeEach
    void user() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        project = Files.createDirectory(folder.resolve("project"));
        espctl = new EspctlProcess(home, project);
    }

    @Test
    void describesEveryVerb() throws Exception {
        SkillManifest manifest = manifest("skills", "--format", "json");
        assertEquals(1, manifest.skillsSpecVersion());
        assertEquals("espctl", manifest.tool());
        assertEquals("espctl " + manifest.version(), run("version").strip());
        List<String> names =
                manifest.skills().stream().map(SkillManifest.Capability::name).toList();
        assertTrue(
                names.containsAll(List.of("build", "firmware.download", "project.create", "skills")), names::toString);
        assertFalse(names.contains("run-task"), names::toString);
        assertAll(manifest.skills().stream()
                .map(skill -> () -> assertFalse(skill.examples().isEmpty(), skill.name() + " has no example")));
    }

    @Test
    void describesTheFormOfTheManifest() throws Exception {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(run("skills", "--format", "schema"), InputFormat.JSON);
        assertEquals(List.of(), schema.validate(run("skills", "--format", "json"), InputFormat.JSON));
        assertFalse(schema.validate("{\"skills_spec_version\": 2}", InputFormat.JSON)
                .isEmpty());
    }

    @Test
    void printsTheSameForAProgramThatAsksByAnOption() throws Exception {
        assertEquals(run("skills"), run("--skills"));
        assertEquals(run("skills", "--format", "json"), run("--skills", "--format", "json"));
        assertEquals(run("skills", "--format", "json"), run("skills", "--json"));
    }

    @Test
    void hasAPageWithEachVerbAndItsOptions() throws Exception {
        String page = run("skills", "--format", "md");
        assertTrue(page.startsWith("# espctl "), page);
        assertTrue(page.contains("\n## firmware.download\n"), page);
        assertTrue(page.contains("    espctl firmware download [OPTIONS] [TASK]\n"), page);
        assertTrue(page.contains("`--target` CHIP: "), page);
    }

    @Test
    void describesOneVerb() throws Exception {
        for (String name : List.of("firmware.download", "firmware download", "espctl firmware download")) {
            List<SkillManifest.Capability> one =
                    manifest("skills", "--format", "json", "--name", name).skills();
            assertEquals(
                    List.of("espctl firmware download"),
                    one.stream().map(SkillManifest.Capability::command).toList());
        }
    }

    @Test
    void endsWithTenForAnUnknownName() throws Exception {
        EspctlProcess.Outcome verb = espctl.run("", "skills", "--name", "biuld");
        EspctlProcess.Outcome skill = espctl.run("", "skills", "show", "build-esp-ifd");
        assertEquals(10, verb.exit());
        assertTrue(verb.err().contains("there is no skill 'biuld'"), verb.err());
        assertTrue(verb.err().contains("did you mean build?"), verb.err());
        assertEquals(10, skill.exit());
        assertTrue(skill.err().contains("did you mean build-esp-idf?"), skill.err());
    }

    @Test
    void bringsSkillsInTheAgentSkillsForm() throws Exception {
        for (String name : SKILLS) {
            String text = run("skills", "show", name);
            String[] parts = text.split("(?m)^---\n", 3);
            assertEquals("", parts[0]);
            var front = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(parts[1]);
            assertEquals(name, front.get("name"));
            assertTrue(String.valueOf(front.get("description")).length() <= 1024, name);
            assertTrue(String.valueOf(front.get("description")).contains("Use it "), name);
            assertTrue(String.valueOf(front.get("compatibility")).length() <= 500, name);
            assertEquals("Apache-2.0", front.get("license"));
            assertFalse(parts[2].contains("{{"), parts[2]);
        }
        assertTrue(run("skills", "list").contains("diagnose-build     Find the reason"));
    }

    @Test
    void namesOnlyVerbsAndOptionsThatExist() throws Exception {
        List<SkillManifest.Capability> verbs =
                manifest("skills", "--format", "json").skills();
        for (String name : SKILLS) {
            List<String> commands = COMMAND.matcher(run("skills", "show", name))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
            assertTrue(commands.size() > 3, commands::toString);
            for (String command : commands) {
                SkillManifest.Capability verb = verbs.stream()
                        .filter(one -> (command + " ").startsWith(one.command() + " "))
                        .reduce((shorter, longer) -> longer)
                        .orElseThrow(() -> new AssertionError(name + " names no verb: " + command));
                Stream.of(command.split(" "))
                        .filter(word -> word.startsWith("-") && word.length() > 1)
                        .forEach(option -> assertTrue(
                                verb.options().stream()
                                        .anyMatch(known -> known.names().contains(option)),
                                name + " names no option: " + command));
            }
        }
    }

    @Test
    void installsForTheAgentsThatAreFound() throws Exception {
        Files.createDirectories(home.resolve(".claude"));
        Files.createDirectories(home.resolve(".agents"));
        EspctlProcess.Outcome done = espctl.run("", "skills", "install");
        assertEquals(0, done.exit(), done.err());
        for (String name : SKILLS) {
            String shown = run("skills", "show", name);
            assertEquals(shown, Files.readString(home.resolve(".claude/skills/" + name + "/SKILL.md")));
            assertEquals(shown, Files.readString(home.resolve(".agents/skills/" + name + "/SKILL.md")));
        }
        assertFalse(Files.exists(home.resolve(".cursor")));
        assertTrue(run("skills", "install").startsWith("present   "));
    }

    @Test
    void saysHowToNameAnAgentWhenNoneIsFound() throws Exception {
        EspctlProcess.Outcome none = espctl.run("", "skills", "install");
        EspctlProcess.Outcome misspelt = espctl.run("", "skills", "install", "--agent", "claude-cod");
        EspctlProcess.Outcome projectOnly = espctl.run("", "skills", "install", "--agent", "copilot");
        assertEquals(1, none.exit());
        assertTrue(none.err().contains("espctl skills install --agent NAME"), none.err());
        assertEquals(2, misspelt.exit());
        assertTrue(misspelt.err().contains("did you mean claude-code?"), misspelt.err());
        assertEquals(2, projectOnly.exit());
        assertTrue(projectOnly.err().contains("--in-project --agent copilot"), projectOnly.err());
    }

    @Test
    void installsOneSkillInAProject() throws Exception {
        run("skills", "install", "sdkconfig", "--in-project", "--agent", "copilot,claude-code");
        assertTrue(Files.exists(project.resolve(".github/skills/sdkconfig/SKILL.md")));
        assertTrue(Files.exists(project.resolve(".claude/skills/sdkconfig/SKILL.md")));
        assertFalse(Files.exists(project.resolve(".claude/skills/build-esp-idf")));
        assertFalse(Files.exists(home.resolve(".claude")));
    }

    @Test
    void doesNotTakeTheFolderOfABuildServiceForAnAgent() throws Exception {
        Files.createDirectories(project.resolve(".github/workflows"));
        EspctlProcess.Outcome none = espctl.run("", "skills", "install", "--in-project");
        assertEquals(1, none.exit(), none.out());

        Files.writeString(project.resolve(".github/copilot-instructions.md"), "Use tabs.\n");
        run("skills", "install", "--in-project");
        assertTrue(Files.exists(project.resolve(".github/skills/sdkconfig/SKILL.md")));
    }

    @Test
    void refusesAFolderTogetherWithAnAgent() throws Exception {
        EspctlProcess.Outcome both = espctl.run("", "skills", "install", "--folder", "x", "--agent", "claude-code");
        assertEquals(2, both.exit());
        assertTrue(both.err().contains("give --folder or --agent"), both.err());
        assertFalse(Files.exists(project.resolve("x")));
    }

    @Test
    void writesNothingInADryRun() throws Exception {
        Files.createDirectories(home.resolve(".claude"));
        String said = run("skills", "install", "--dry-run");
        assertTrue(said.contains("written "), said);
        assertTrue(said.contains("dry run"), said);
        assertFalse(Files.exists(home.resolve(".claude/skills")));
    }

    @Test
    void keepsAFileThatWasEdited() throws Exception {
        run("skills", "install", "--agent", "claude-code");
        Path edited = home.resolve(".claude/skills/sdkconfig/SKILL.md");
        String own = Files.readString(edited) + "\nAlways ask first.\n";
        Files.writeString(edited, own);

        String again = run("skills", "install", "--agent", "claude-code");
        assertTrue(again.contains("kept      " + edited), again);
        assertEquals(own, Files.readString(edited));
        String removed = run("skills", "uninstall", "--agent", "claude-code");
        assertTrue(removed.contains("kept      " + edited), removed);
        assertEquals(own, Files.readString(edited));
        assertFalse(Files.exists(home.resolve(".claude/skills/build-esp-idf")));

        run("skills", "install", "sdkconfig", "--agent", "claude-code", "--force");
        assertEquals(run("skills", "show", "sdkconfig"), Files.readString(edited));
    }

    @Test
    void keepsAFileOfAnotherProgram() throws Exception {
        Path other = home.resolve(".claude/skills/sdkconfig/SKILL.md");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "---\nname: sdkconfig\ndescription: mine\n---\n");
        assertTrue(run("skills", "install", "--agent", "claude-code").contains("kept      " + other));
        assertTrue(run("skills", "uninstall", "--agent", "claude-code").contains("kept      " + other));
        assertTrue(Files.exists(other));
    }

    @Test
    void doesNotWriteThroughALink() throws Exception {
        Path shared = Files.writeString(folder.resolve("shared.md"), "shared");
        Path link = home.resolve(".claude/skills/sdkconfig/SKILL.md");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, shared);
        assertTrue(run("skills", "install", "--agent", "claude-code").contains("kept      " + link));
        run("skills", "install", "--agent", "claude-code", "--force");
        assertEquals("shared", Files.readString(shared));
        assertFalse(Files.isSymbolicLink(link));
    }

    @Test
    void updatesAndRemovesWhatAnEarlierVersionWrote() throws Exception {
        Path file = home.resolve(".claude/skills/sdkconfig/SKILL.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, OF_ANOTHER_VERSION);
        assertTrue(
                run("skills", "install", "sdkconfig", "--agent", "claude-code").contains("updated   " + file));
        assertEquals(run("skills", "show", "sdkconfig"), Files.readString(file));

        Files.writeString(file, OF_ANOTHER_VERSION);
        assertTrue(run("skills", "uninstall", "sdkconfig", "--agent", "claude-code")
                .contains("removed   " + file));
        assertFalse(Files.exists(file.getParent()));
    }

    @Test
    void exportsAllSkillsIntoAFolder() throws Exception {
        run("skills", "export", "out");
        for (String name : SKILLS) {
            assertEquals(run("skills", "show", name), Files.readString(project.resolve("out/" + name + "/SKILL.md")));
        }
    }

    @Test
    void namesAFolderThatCannotBeWritten() throws Exception {
        Files.writeString(home.resolve(".claude"), "a file");
        EspctlProcess.Outcome done = espctl.run("", "skills", "install", "--agent", "claude-code");
        assertEquals(1, done.exit());
        assertTrue(done.err().contains("cannot write " + home.resolve(".claude/skills/")), done.err());
        assertFalse(done.err().contains("Exception"), done.err());
    }

    /// The digest is of the text without its own line.
    private static final String OF_ANOTHER_VERSION = """
            ---
            name: sdkconfig
            description: An old text.
            metadata:
              espctl-content: @DIGEST@
              espctl-version: "0.0.9"
            ---

            Old.
            """.replace(
                    "@DIGEST@", Digest.of("""
            ---
            name: sdkconfig
            description: An old text.
            metadata:
              espctl-version: "0.0.9"
            ---

            Old.
            """.getBytes(StandardCharsets.UTF_8)).toString());

    private SkillManifest manifest(String... words) throws Exception {
        return WireJson.read(run(words), SkillManifest.class);
    }

    private String run(String... words) throws Exception {
        EspctlProcess.Outcome done = espctl.run("", words);
        assertEquals(0, done.exit(), done.err());
        return done.out();
    }
}
