package dev.aegis.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.IdfVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StoreTest {
    @TempDir
    Path base;

    private Path root;
    private Path source;
    private Store store;
    private StoreProvisioner provisioner;

    @BeforeEach
    void create() throws IOException {
        root = base.resolve("store");
        source = base.resolve("idf");
        Files.createDirectories(source.resolve("tools"));
        Files.writeString(source.resolve("version.txt"), "v1\n");
        Path program = Files.writeString(source.resolve("tools/idf.py"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(source.resolve("idf"), Path.of("tools/idf.py"));
        store = Store.create(root);
        provisioner = new StoreProvisioner(store);
    }

    private static VersionSpec spec(String version, boolean isDefault, VersionSpec.ToolSpec... tools) {
        return new VersionSpec(
                version,
                isDefault,
                List.of("esp32c3", "esp32c6"),
                List.of(tools),
                List.of("${IDF}/tools"),
                Map.of("X", "${STORE}/x"),
                null);
    }

    @Test
    void saysThatTheStoreIsMissing() {
        Path absent = base.resolve("absent");
        StoreException missing = assertThrows(StoreException.class, () -> Store.open(absent));
        assertEquals("cannot find store at " + absent + ": the directory is missing", missing.getMessage());
        assertEquals("store_missing", missing.code());
    }

    @Test
    void saysThatTheStoreIsNoStore() {
        StoreException missing = assertThrows(StoreException.class, () -> Store.open(source));
        assertEquals("cannot find store at " + source + ": the directory has no manifest.json", missing.getMessage());
        Path file = source.resolve("version.txt");
        assertEquals(
                "cannot find store at " + file + ": it is not a directory",
                assertThrows(StoreException.class, () -> Store.open(file)).getMessage());
    }

    @Test
    void saysThatTheManifestIsDamaged() throws IOException {
        for (String text :
                List.of("", "{", "{\"schema\": 1, \"versions\": [{}]}", "{\"schema\": 2, \"versions\": []}")) {
            Files.writeString(root.resolve("manifest.json"), text);
            StoreException damaged = assertThrows(StoreException.class, () -> Store.open(root));
            assertEquals("manifest_corrupt", damaged.code());
            assertTrue(String.valueOf(damaged.getMessage()).contains("manifest.json is damaged"), damaged.getMessage());
        }
    }

    @Test
    void refusesAManifestThatLeavesTheStore() throws IOException {
        provisioner.install(source, spec("v1", true));
        Path manifest = root.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("versions/v1", "../versions/v1"));
        assertEquals(
                "manifest_corrupt",
                assertThrows(StoreException.class, store::versions).code());
    }

    @Test
    void installsWhatAnotherUserCanRead() throws IOException {
        StoreEntry entry = provisioner.install(source, spec("v1", true)).entry();
        Path tree = root.resolve(entry.path());
        assertEquals("v1\n", Files.readString(tree.resolve("version.txt")));
        assertEquals(
                "rwxr-xr-x",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.resolve("tools/idf.py"))));
        assertEquals(Path.of("tools/idf.py"), Files.readSymbolicLink(tree.resolve("idf")));
        assertEquals(List.of(new IdfVersion("v1", List.of("esp32c3", "esp32c6"), true)), store.offered());
    }

    @Test
    void changesNothingWhenTheSameIsInstalledTwice() throws IOException {
        StoreProvisioner.Installed first = provisioner.install(source, spec("v1", true));
        String manifest = Files.readString(root.resolve("manifest.json"));
        Files.createDirectory(source.resolve("__pycache__"));
        StoreProvisioner.Installed second = provisioner.install(source, spec("v1", true));
        assertTrue(first.changed());
        assertFalse(second.changed());
        assertEquals(first.entry(), second.entry());
        assertEquals(manifest, Files.readString(root.resolve("manifest.json")));
    }

    @Test
    void replacesAVersionWhoseContentChanged() throws IOException {
        StoreEntry first = provisioner.install(source, spec("v1", true)).entry();
        Files.writeString(source.resolve("version.txt"), "v1 again\n");
        StoreEntry second = provisioner.install(source, spec("v1", true)).entry();
        assertNotEquals(first.sha256(), second.sha256());
        assertEquals(List.of(second), store.versions());
        assertFalse(Files.exists(root.resolve(first.path())), "the former tree is gone");
    }

    @Test
    void keepsAReplacedTreeWhileABuildReadsIt() throws IOException {
        provisioner.install(source, spec("v1", true));
        var resolved = assertInstanceOf(Resolution.Resolved.class, store.resolve("v1", "esp32c3"));
        Files.writeString(source.resolve("version.txt"), "v1 again\n");
        try (StoreLease lease = store.lease(resolved)) {
            provisioner.install(source, spec("v1", true));
            assertTrue(Files.exists(resolved.tree().resolve("version.txt")));
            lease.close();
        }
        provisioner.install(source, spec("v2", false));
        assertFalse(Files.exists(resolved.tree()), "the next installation sweeps it");
    }

    @Test
    void resolvesTheDefaultAndNamesWhatThereIs() {
        provisioner.install(source, spec("v1", true));
        provisioner.install(source, spec("v2", false));
        var byDefault = assertInstanceOf(Resolution.Resolved.class, store.resolve(null, "esp32c3"));
        assertEquals("v1", byDefault.entry().version());
        assertTrue(byDefault.chosenByDefault());
        var noVersion = assertInstanceOf(Resolution.NoSuchVersion.class, store.resolve("v9", "esp32c3"));
        assertEquals("this machine's store has no ESP-IDF v9; it has v1, v2", noVersion.message());
        var noTarget = assertInstanceOf(Resolution.NoSuchTarget.class, store.resolve("v2", "esp32"));
        assertEquals(List.of("esp32c3", "esp32c6"), noTarget.available());
    }

    @Test
    void hasOneDefaultAtMost() {
        provisioner.install(source, spec("v1", true));
        provisioner.install(source, spec("v2", true));
        assertEquals(
                List.of("v2"),
                store.versions().stream()
                        .filter(StoreEntry::isDefault)
                        .map(StoreEntry::version)
                        .toList());
    }

    @Test
    void installsToolsBesideTheTree() throws IOException {
        Path compiler = base.resolve("gcc");
        Files.createDirectories(compiler.resolve("bin"));
        Files.writeString(compiler.resolve("bin/gcc"), "program");
        StoreEntry entry = provisioner
                .install(
                        source,
                        spec(
                                "v1",
                                true,
                                new VersionSpec.ToolSpec("riscv32-esp-elf", "14.2", compiler.toString()),
                                new VersionSpec.ToolSpec("cmake", "3.25", null)))
                .entry();
        StoreTool tool = entry.tools().getFirst();
        assertEquals("tools/riscv32-esp-elf/14.2", tool.placeInBuild());
        Path installed = root.resolve(String.valueOf(tool.path()));
        assertEquals("program", Files.readString(installed.resolve("bin/gcc")));
        Files.writeString(installed.resolve("bin/gcc"), "other");
        assertTrue(provisioner.verify().getFirst().problems().getFirst().contains("riscv32-esp-elf"));
    }

    @Test
    void verifiesWhatIsOnDisk() throws IOException {
        StoreEntry entry = provisioner.install(source, spec("v1", true)).entry();
        assertEquals(List.of(), provisioner.verify().getFirst().problems());
        Path tree = root.resolve(entry.path());
        Files.setPosixFilePermissions(tree.resolve("tools/idf.py"), PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(1, provisioner.verify().getFirst().problems().size(), "the execute bit counts");
    }

    @Test
    void repairsADamagedTree() throws IOException {
        StoreEntry entry = provisioner.install(source, spec("v1", true)).entry();
        Files.delete(root.resolve(entry.path()).resolve("version.txt"));
        provisioner.remove("v1");
        provisioner.install(source, spec("v1", true));
        assertEquals(List.of(), provisioner.verify().getFirst().problems());
    }

    @Test
    void sweepsWhatAnInterruptedInstallationLeft() throws IOException {
        Files.createDirectories(root.resolve(".partial-123/tree"));
        Files.createDirectories(root.resolve("versions/v0-0123456789ab"));
        provisioner.install(source, spec("v1", true));
        assertFalse(Files.exists(root.resolve(".partial-123")));
        try (Stream<Path> trees = Files.list(root.resolve("versions"))) {
            assertEquals(1, trees.count());
        }
    }

    @Test
    void refusesNamesThatWouldLeaveTheStore() {
        for (String name : List.of("../v1", "a/b", ".", "-v", "v 1")) {
            assertEquals(
                    "bad_entry",
                    assertThrows(StoreException.class, () -> provisioner.install(source, spec(name, true)))
                            .code());
        }
    }

    @Test
    void aRemovalWaitsForTheBuildsThatReadIt() throws Exception {
        StoreEntry entry = provisioner.install(source, spec("v1", true)).entry();
        var resolved = assertInstanceOf(Resolution.Resolved.class, store.resolve(null, "esp32c3"));
        CompletableFuture<Void> removed;
        try (StoreLease lease = store.lease(resolved)) {
            removed = CompletableFuture.runAsync(() -> provisioner.remove("v1"), Thread.ofVirtual()::start);
            while (!store.versions().isEmpty()) {
                Thread.onSpinWait();
            }
            assertTrue(Files.exists(root.resolve(entry.path())));
            assertFalse(removed.isDone());
            lease.close();
        }
        removed.get();
        assertFalse(Files.exists(root.resolve(entry.path())));
        assertEquals(
                "version_missing",
                assertThrows(StoreException.class, () -> store.lease(resolved)).code());
    }

    @Test
    void readsADescriptionFromAFile() throws IOException {
        Path file = Files.write(base.resolve("entry.json"), WireJson.bytes(spec("v1", true)));
        assertEquals(spec("v1", true), VersionSpec.read(file));
        Files.writeString(file, "{\"version\": \"v1\", \"colour\": \"red\"}");
        assertEquals(
                "bad_entry",
                assertThrows(StoreException.class, () -> VersionSpec.read(file)).code());
    }

    @Test
    void keepsAReplacedToolWhileABuildReadsIt() throws IOException {
        Path compiler = tool("gcc 1");
        provisioner.install(source, withTool("v1", compiler));
        var resolved = assertInstanceOf(Resolution.Resolved.class, store.resolve("v1", "esp32c3"));
        Path old =
                root.resolve(String.valueOf(resolved.entry().tools().getFirst().path()));
        tool("gcc 2");
        try (StoreLease _ = store.lease(resolved)) {
            StoreEntry replaced =
                    provisioner.install(source, withTool("v1", compiler)).entry();
            assertEquals("gcc 1", Files.readString(old.resolve("bin/gcc")));
            Path fresh = root.resolve(String.valueOf(replaced.tools().getFirst().path()));
            assertEquals("gcc 2", Files.readString(fresh.resolve("bin/gcc")));
            provisioner.install(source, spec("v2", false));
            assertTrue(Files.exists(old), "a sweep leaves what a build reads");
        }
        provisioner.install(source, spec("v3", false));
        assertFalse(Files.exists(old), "the next installation sweeps it");
    }

    @Test
    void removesAToolWithItsLastVersion() throws Exception {
        Path compiler = tool("gcc");
        StoreEntry entry = provisioner.install(source, withTool("v1", compiler)).entry();
        provisioner.install(source, withTool("v2", compiler));
        Path installed = root.resolve(String.valueOf(entry.tools().getFirst().path()));
        provisioner.remove("v1");
        assertTrue(Files.exists(installed), "v2 needs it");
        provisioner.remove("v2");
        assertFalse(Files.exists(installed));
    }

    @Test
    void sweepsToolsThatAnInterruptedChangeLeft() throws IOException {
        Path left = Files.createDirectories(root.resolve("tools/gcc/14.2-0123456789ab/bin"));
        provisioner.install(source, spec("v1", true));
        assertFalse(Files.exists(left));
    }

    @Test
    void repairsADamagedTreeOnlyAfterTheBuildsThatReadIt() throws Exception {
        StoreEntry entry = provisioner.install(source, spec("v1", true)).entry();
        Path damaged = Files.writeString(root.resolve(entry.path()).resolve("version.txt"), "damaged");
        var resolved = assertInstanceOf(Resolution.Resolved.class, store.resolve("v1", "esp32c3"));
        CompletableFuture<?> repaired;
        try (StoreLease lease = store.lease(resolved)) {
            repaired = CompletableFuture.runAsync(
                    () -> provisioner.install(source, spec("v1", true)), Thread.ofVirtual()::start);
            while (partials() == 0 && !repaired.isDone()) {
                Thread.onSpinWait();
            }
            assertEquals("damaged", Files.readString(damaged));
            lease.close();
        }
        repaired.get();
        assertEquals("v1\n", Files.readString(damaged));
        assertEquals(0, partials());
    }

    @Test
    void refusesASecondChangeAtTheSameTime() throws Exception {
        StoreEntry entry = provisioner.install(source, spec("v1", true)).entry();
        Files.writeString(root.resolve(entry.path()).resolve("version.txt"), "damaged");
        var resolved = assertInstanceOf(Resolution.Resolved.class, store.resolve("v1", "esp32c3"));
        CompletableFuture<?> repaired;
        try (StoreLease lease = store.lease(resolved)) {
            repaired = CompletableFuture.runAsync(
                    () -> provisioner.install(source, spec("v1", true)), Thread.ofVirtual()::start);
            while (partials() == 0 && !repaired.isDone()) {
                Thread.onSpinWait();
            }
            StoreException busy =
                    assertThrows(StoreException.class, () -> provisioner.install(source, spec("v2", false)));
            assertTrue(String.valueOf(busy.getMessage()).contains("is changing the store"), busy::getMessage);
            lease.close();
        }
        repaired.get();
    }

    private long partials() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(path -> path.getFileName().toString().startsWith(".partial-"))
                    .count();
        }
    }

    private Path tool(String content) throws IOException {
        Path compiler = base.resolve("gcc");
        Files.createDirectories(compiler.resolve("bin"));
        Files.writeString(compiler.resolve("bin/gcc"), content);
        return compiler;
    }

    private static VersionSpec withTool(String version, Path compiler) {
        return spec(version, true, new VersionSpec.ToolSpec("gcc", "14.2", compiler.toString()));
    }
}
