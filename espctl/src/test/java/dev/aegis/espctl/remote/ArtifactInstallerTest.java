package dev.aegis.espctl.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.project.AppVersion;
import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.espctl.project.Choice;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.project.ScanLimits;
import dev.aegis.espctl.project.Snapshot;
import dev.aegis.espctl.project.Surroundings;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.ResolvedBuild;
import dev.aegis.espctl.request.ScannedProject;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a machine, honest or not, can do to the user's project.
class ArtifactInstallerTest {
    private static final String OLD = "CONFIG_IDF_TARGET=\"esp32c3\"\n";
    private static final String NEW = OLD + "CONFIG_MORE=y\n";

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();
    private Path root;

    @BeforeEach
    void project() throws IOException {
        root = Files.createDirectory(folder.resolve("project"));
        Files.writeString(root.resolve("CMakeLists.txt"), "project(demo)");
        Files.writeString(root.resolve("sdkconfig"), OLD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main/main.c",
                "CMakeLists.txt",
                ".git/hooks/pre-commit",
                "builder/x",
                "build/manifest.json",
                "build/flash_bundle.tar.gz",
                "build/.espctl/x"
            })
    void acceptsNothingOutsideOfBuild(String path) {
        assertFalse(installation("esp32c3").accepts(artifact(Artifact.Role.OTHER, path, "x")));
        assertEquals(1, notes.size());
    }

    @Test
    void acceptsSdkconfigOnlyAsSuch() {
        assertTrue(installation("esp32c3").accepts(artifact(Artifact.Role.SDKCONFIG, "sdkconfig", "x")));
        assertFalse(installation("esp32c3").accepts(artifact(Artifact.Role.OTHER, "sdkconfig", "x")));
    }

    @Test
    void bringsSdkconfigBack() throws IOException {
        install(installation("esp32c3"), NEW);

        assertEquals(NEW, Files.readString(root.resolve("sdkconfig")));
    }

    @Test
    void keepsAnSdkconfigThatWasEditedDuringTheBuild() throws IOException {
        ArtifactInstaller installation = installation("esp32c3");
        Files.writeString(root.resolve("sdkconfig"), OLD + "CONFIG_EDITED=y\n");

        install(installation, NEW);

        assertEquals(OLD + "CONFIG_EDITED=y\n", Files.readString(root.resolve("sdkconfig")));
        assertEquals(List.of("sdkconfig was edited during the build and is kept as it is"), notes);
    }

    @Test
    void keepsTheOldSdkconfigBesideTheNewOneWhenTheChipChanges() throws IOException {
        install(installation("esp32c6"), "CONFIG_IDF_TARGET=\"esp32c6\"\n");

        assertEquals(OLD, Files.readString(root.resolve("sdkconfig.old")));
        assertTrue(Files.readString(root.resolve("sdkconfig")).contains("esp32c6"));
    }

    @Test
    void givesOneOfSeveralChipsAFolderAndAnSdkconfigOfItsOwn() throws IOException {
        BuildFolder own = BuildFolder.of("esp32c6");
        ArtifactInstaller installation = installation("esp32c6", own);

        install(installation, own.sdkconfig(), "CONFIG_IDF_TARGET=\"esp32c6\"\n");

        assertEquals(OLD, Files.readString(root.resolve("sdkconfig")));
        assertFalse(Files.exists(root.resolve("sdkconfig.old")));
        assertTrue(Files.readString(root.resolve("build_esp32c6/sdkconfig")).contains("esp32c6"));
        assertFalse(installation.accepts(artifact(Artifact.Role.OTHER, "build/x", "x")));
    }

    @Test
    void sendsAChipsOwnSdkconfigAndKeepsAnEditOfIt() throws IOException {
        BuildFolder own = BuildFolder.of("esp32c6");
        Path config = Files.createDirectory(root.resolve("build_esp32c6")).resolve("sdkconfig");
        Files.writeString(config, "CONFIG_IDF_TARGET=\"esp32c6\"\n");
        ArtifactInstaller installation = installation("esp32c6", own);
        Files.writeString(config, "CONFIG_EDITED=y\n");

        install(installation, own.sdkconfig(), NEW);

        assertEquals("CONFIG_EDITED=y\n", Files.readString(config));
        assertEquals(List.of("build_esp32c6/sdkconfig was edited during the build and is kept as it is"), notes);
    }

    @Test
    void removesTheManifestOfAnEarlierBuildWhenThisOneHasNone() throws IOException {
        Files.createDirectory(root.resolve("build"));
        Files.writeString(root.resolve("build/manifest.json"), "old");

        install(installation("esp32c3"), NEW);

        assertFalse(Files.exists(root.resolve("build/manifest.json")));
    }

    private void install(ArtifactInstaller installation, String sdkconfig) throws IOException {
        install(installation, "sdkconfig", sdkconfig);
    }

    private void install(ArtifactInstaller installation, String path, String sdkconfig) throws IOException {
        Artifact artifact = artifact(Artifact.Role.SDKCONFIG, path, sdkconfig);
        Path whole = Files.writeString(installation.holdingFolder().resolve("whole"), sdkconfig);
        installation.install(
                List.of(artifact),
                Map.of(artifact.sha256(), whole),
                new TaskResult(
                        TaskResult.Status.SUCCEEDED, 0, null, null, null, "esp32c3", "v5.3.1", List.of(), List.of()));
    }

    private static Artifact artifact(Artifact.Role role, String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new Artifact(role, path, bytes.length, Digest.of(bytes), null);
    }

    private ArtifactInstaller installation(String target) {
        return installation(target, BuildFolder.ONLY);
    }

    private ArtifactInstaller installation(String target, BuildFolder into) {
        Project project = Project.open(root);
        Snapshot snapshot = project.scan(
                into,
                target,
                new Surroundings(name -> null, null, List.of()),
                folder,
                Clock.systemUTC(),
                ScanLimits.standard());
        ResolvedBuild build = new ResolvedBuild(
                BuildRequest.of(new BuildRequest.Place(root, null)),
                project,
                new Choice(target, "--target"),
                new Choice(null, "the machine's default"),
                Profile.DEBUG,
                List.of());
        BuildOrder order = new BuildOrder(
                "t-1",
                new ScannedProject(build, into, snapshot, new AppVersion("1", "test", null)),
                "key",
                Duration.ofSeconds(1));
        return new ArtifactInstaller(order, event -> {
            if (event instanceof BuildEvent.Note note) {
                notes.add(note.sentence());
            }
        });
    }
}
