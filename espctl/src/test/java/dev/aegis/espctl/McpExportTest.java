package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import dev.aegis.protocol.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `espctl mcp export`: the files with which a release is published.
class McpExportTest {
    @TempDir
    Path folder;

    private EspctlProcess espctl;
    private String version;

    @BeforeEach
    void user() throws Exception {
        espctl = new EspctlProcess(Files.createDirectory(folder.resolve("home")), folder);
        version = run("version").strip().replace("espctl ", "");
    }

    @Test
    void writesAPluginWithTheServerAndTheSkills() throws Exception {
        run("mcp", "export", "plugin", "out");
        JsonObject market = read("out/.claude-plugin/marketplace.json");
        JsonObject listed = market.array("plugins").objects().getFirst();
        Path plugin = folder.resolve("out").resolve(listed.text("source", ""));
        JsonObject own = read("out/espctl/.claude-plugin/plugin.json");
        assertTrue(Files.isDirectory(plugin), plugin.toString());
        assertEquals("espctl", own.text("name", ""));
        assertEquals(own.text("description", ""), market.text("description", ""));
        assertTrue(Files.readString(plugin.resolve("README.md")).split("\\s+").length >= 40);
        assertEquals(version, own.text("version", ""));
        assertEquals(version, listed.text("version", ""));
        assertEquals(own.text("description", ""), listed.text("description", ""));
        JsonObject server = read("out/espctl/.mcp.json").object("mcpServers").object("espctl");
        assertEquals("{\"command\":\"espctl\",\"args\":[\"mcp\",\"serve\"]}", server.toString());
        assertEquals(
                run("skills", "show", "build-esp-idf"),
                Files.readString(plugin.resolve("skills/build-esp-idf/SKILL.md")));
    }

    @Test
    void writesABundleWhoseProgramRuns() throws Exception {
        Path program = Files.createDirectories(folder.resolve("packaged/bin")).resolve("espctl");
        Files.writeString(program, "#!/bin/sh\necho \"$CONTROL_BASE_URL $*\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(Files.createDirectory(folder.resolve("packaged/lib")).resolve("data"), "data");
        run("mcp", "export", "bundle", "espctl.mcpb", "--program", "packaged");

        try (ZipFile zip = new ZipFile(folder.resolve("espctl.mcpb").toFile())) {
            assertEquals(
                    List.of("manifest.json", "server/bin/espctl", "server/lib/data"),
                    zip.stream().map(ZipEntry::getName).toList(),
                    "a folder would be unpacked as a file");
        }
        Path unpacked = folder.resolve("unpacked");
        unpack(folder.resolve("espctl.mcpb"), unpacked);
        JsonObject manifest = (JsonObject) JsonReader.read(Files.readString(unpacked.resolve("manifest.json")));
        JsonObject server = manifest.object("server");
        assertEquals("0.3", manifest.text("manifest_version", ""));
        assertEquals(version, manifest.text("version", ""));
        assertEquals("data", Files.readString(unpacked.resolve("server/lib/data")));
        assertTrue(manifest.object("user_config").object("key").flag("sensitive", false));
        assertTrue(Files.isExecutable(unpacked.resolve(server.text("entry_point", ""))));
        String command = server.object("mcp_config").text("command", "").replace("${__dirname}", unpacked.toString());
        ProcessBuilder start = new ProcessBuilder(command, "mcp", "serve");
        start.environment().put("CONTROL_BASE_URL", "https://build.example");
        assertEquals(
                "https://build.example mcp serve\n",
                new String(start.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void bundlesWhatALinkLeadsTo() throws Exception {
        Path program = Files.createDirectories(folder.resolve("packaged/bin")).resolve("espctl");
        Files.writeString(program, "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(Files.createDirectory(folder.resolve("shared")).resolve("data"), "data");
        Files.createSymbolicLink(folder.resolve("packaged/lib"), Path.of("../shared"));
        run("mcp", "export", "bundle", "espctl.mcpb", "--program", "packaged");
        unpack(folder.resolve("espctl.mcpb"), folder.resolve("unpacked"));
        assertEquals("data", Files.readString(folder.resolve("unpacked/server/lib/data")));

        Files.createSymbolicLink(folder.resolve("shared/loop"), Path.of("../packaged"));
        EspctlProcess.Outcome loop = espctl.run("", "mcp", "export", "bundle", "espctl.mcpb", "--program", "packaged");
        assertEquals(1, loop.exit(), loop.err());
        assertFalse(loop.err().contains("Exception"), loop.err());
    }

    @Test
    void refusesABundleInsideItsProgram() throws Exception {
        Path program = Files.createDirectories(folder.resolve("packaged/bin")).resolve("espctl");
        Files.writeString(program, "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        refused("is inside", "mcp", "export", "bundle", "packaged/espctl.mcpb", "--program", "packaged");
    }

    @Test
    void writesARegistryEntryForTheBundle() throws Exception {
        Path bundle = Files.writeString(folder.resolve("espctl.mcpb"), "a bundle");
        String url = "https://example.org/releases/espctl.mcpb";
        JsonObject entry = (JsonObject) JsonReader.read(
                run("mcp", "export", "registry", "espctl.mcpb", "--name", "io.github.someone/espctl", "--url", url));
        JsonObject listed = entry.array("packages").objects().getFirst();
        assertEquals("io.github.someone/espctl", entry.text("name", ""));
        assertTrue(entry.text("description", "").length() <= 100, entry.toString());
        assertEquals(version, entry.text("version", ""));
        assertEquals("mcpb", listed.text("registryType", ""));
        assertEquals(url, listed.text("identifier", ""));
        assertEquals(Digest.of(Files.readAllBytes(bundle)).toString(), listed.text("fileSha256", ""));
        assertEquals("stdio", listed.object("transport").text("type", ""));
    }

    @Test
    void namesWhatIsMissing() throws Exception {
        Files.writeString(folder.resolve("b.mcpb"), "a bundle");
        refused("--program", "mcp", "export", "bundle", "b.mcpb");
        refused("is not an executable file", "mcp", "export", "bundle", "b.mcpb", "--program", ".");
        refused("--name", "mcp", "export", "registry", "b.mcpb");
        refused("NAMESPACE/NAME", "mcp", "export", "registry", "b.mcpb", "--name", "espctl", "--url", "https://x/mcp");
        refused("https address", "mcp", "export", "registry", "b.mcpb", "--name", "a.b/c", "--url", "http://x/mcp");
        refused("no such file", "mcp", "export", "registry", "none", "--name", "a.b/c", "--url", "https://x/mcp");
    }

    private void refused(String part, String... words) throws Exception {
        EspctlProcess.Outcome done = espctl.run("", words);
        assertEquals(2, done.exit(), done.err());
        assertTrue(done.err().contains(part), done.err());
        assertFalse(done.err().contains("Exception"), done.err());
    }

    private static void unpack(Path zip, Path into) throws IOException {
        URI address = URI.create("jar:" + zip.toUri());
        try (FileSystem inside = FileSystems.newFileSystem(address, Map.of("enablePosixFileAttributes", true));
                var files = Files.walk(inside.getPath("/"))) {
            for (Path file : files.toList()) {
                Path out = into.resolve(inside.getPath("/").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(out);
                } else {
                    Files.copy(file, out);
                    Files.setPosixFilePermissions(out, Files.getPosixFilePermissions(file));
                }
            }
        }
    }

    private JsonObject read(String file) throws Exception {
        return (JsonObject) JsonReader.read(Files.readString(folder.resolve(file)));
    }

    private String run(String... words) throws Exception {
        EspctlProcess.Outcome done = espctl.run("", words);
        assertEquals(0, done.exit(), done.err());
        return done.out();
    }
}
