package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.DoctorReport.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The checks of doctor that need no build server.
class DoctorLocalTest {
    @TempDir
    Path folder;

    private Path home;
    private Path project;
    private EspctlProcess espctl;

    @BeforeEach
    void project() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        project = Files.createDirectory(folder.resolve("demo"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        espctl = new EspctlProcess(home, project);
    }

    @Test
    void printsAllChecksInTheOrderOfABuild() throws Exception {
        assertEquals(
                List.of(
                        "environment",
                        "credentials",
                        "state",
                        "store",
                        "project",
                        "settings",
                        "control_plane",
                        "clock",
                        "access_key",
                        "idf_version",
                        "machines",
                        "native_library",
                        "relay",
                        "mcp_clients"),
                DoctorReport.of(espctl).names());
    }

    @Test
    void reportsCredentialsThatOtherUsersCanRead() throws Exception {
        Path file = credentials("{\"default_server\":\"https://a.example\",\"servers\":{}}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        Found check = DoctorReport.of(espctl).check("credentials");

        assertFault(check, "credentials_too_open", "other users of this computer can read " + file);
        assertTrue(String.valueOf(check.fix()).startsWith("chmod 600 " + file), check.toString());
    }

    @Test
    void reportsDamagedCredentials() throws Exception {
        credentials("{\"servers\":");
        assertFault(DoctorReport.of(espctl).check("credentials"), "credentials_damaged", "credentials.json cannot be");
    }

    @Test
    void reportsAStateFolderThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("a-file"), "");
        espctl.with("XDG_STATE_HOME", file.toString());
        Found check = DoctorReport.of(espctl).check("state");

        assertFault(check, "state_unwritable", "cannot write " + file.resolve("espctl"));
        assertTrue(String.valueOf(check.fix()).contains("XDG_STATE_HOME"), check.toString());
    }

    @Test
    void reportsAMissingStore() throws Exception {
        espctl.with("ESPCTL_STORE_ROOT", folder.resolve("no-store").toString());
        assertFault(
                DoctorReport.of(espctl).check("store"),
                "store_missing",
                "cannot find store at " + folder.resolve("no-store") + ": the directory is missing");
    }

    @Test
    void reportsAMistakeInTheSettingsOfTheProject() throws Exception {
        Files.writeString(project.resolve(".espctl.toml"), "default_target = \"esp32c3\"\ncolour = \"red\"\n");
        DoctorReport report = DoctorReport.of(espctl);

        assertEquals("error", report.check("project").status());
        assertTrue(
                report.check("project").detail().contains("colour"),
                report.check("project").toString());
        assertTrue(report.check("project").isFixable(), report.check("project").toString());
    }

    @Test
    void reportsAnUnknownChip() throws Exception {
        assertFault(
                DoctorReport.of(espctl, "-t", "esp8266").check("project"), "target_unknown", "'esp8266' (--target)");
    }

    @Test
    void reportsALibraryThatCannotBeUnpacked() throws Exception {
        Path file = Files.writeString(folder.resolve("a-file"), "");
        espctl.with("XDG_CACHE_HOME", file.toString())
                .with("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + file.resolve("tmp"));
        assertFault(
                DoctorReport.of(espctl).check("native_library"),
                "webrtc_unavailable",
                "cannot unpack the WebRTC library");
    }

    @Test
    void reportsVariablesWithoutEffect() throws Exception {
        espctl.with("ESPCTL_SERVRE", "https://a.example")
                .with("XDG_CACHE_HOME", "relative")
                .with("MCP_AUTH_SECRET", "k");
        Found check = DoctorReport.of(espctl).check("environment");

        assertEquals("variable_unknown", check.code());
        assertTrue(check.detail().contains("ESPCTL_SERVRE is set, and espctl does not read it"), check.detail());
        assertTrue(check.detail().contains("XDG_CACHE_HOME is a relative path"), check.detail());
        assertTrue(check.detail().contains("MCP_AUTH_SECRET is set and no server is"), check.detail());
        assertTrue(String.valueOf(check.fix()).startsWith("did you mean ESPCTL_SERVER?"), check.fix());
    }

    @Test
    void reportsVariablesThatContradictEachOther() throws Exception {
        espctl.with("ESPCTL_SERVER", "http://127.0.0.1:1")
                .with("CONTROL_BASE_URL", "http://127.0.0.1:2")
                .with("MCP_AUTH_SECRET", "k")
                .with("IDF_TARGET", "esp32s3");
        Files.writeString(project.resolve("sdkconfig"), "CONFIG_IDF_TARGET=\"esp32c3\"\n");
        Found check = DoctorReport.of(espctl).check("environment");

        assertEquals("variables_contradict", check.code());
        assertTrue(check.detail().contains("ESPCTL_SERVER is used and does not get MCP_AUTH_SECRET"), check.detail());
        assertTrue(check.detail().contains("IDF_TARGET=esp32s3 is not used: sdkconfig says esp32c3"), check.detail());
    }

    @Test
    void reportsWhyAClientListsNoTools() throws Exception {
        Path program = Files.writeString(folder.resolve("espctl"), "#!/bin/sh\n");
        assertClient(
                ".cursor/mcp.json",
                "{\"mcpServers\":{\"espctl\":{\"command\":\"/nowhere/espctl\",\"args\":[\"mcp\",\"serve\"]}}}",
                "client_command_missing",
                "starts /nowhere/espctl, which is not there");
        assertClient(
                ".codex/config.toml",
                "[mcp_servers.espctl]\ncommand = \"" + program + "\"\nargs = [\"mcp\", \"serve\"]\n",
                "client_command_not_executable",
                "has no run bit");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertClient(
                ".hermes/config.yaml",
                "mcp_servers:\n  espctl:\n    command: \"" + program + "\"\n    args: [\"serve\"]\n",
                "client_arguments_wrong",
                "starts espctl without 'mcp serve'");
        assertClient(
                ".config/opencode/opencode.json",
                "{\"mcp\":{\"espctl\":{\"type\":\"local\",\"command\":[\"espctl\",\"mcp\",\"serve\"]}}}",
                "client_command_missing",
                "starts 'espctl', which is not on PATH");
        assertClient(".claude.json", "{\"mcpServers\":{\"espctl\":{\"command\":", "client_file_malformed", "in line 1");
    }

    @Test
    void acceptsAClientThatCanStartEspctl() throws Exception {
        Path program = Files.writeString(folder.resolve("espctl"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        home(
                ".config/kilo/kilo.json",
                "{ // mine\n\"mcp\":{\"espctl\":{\"command\":[\"" + program + "\",\"mcp\",\"serve\"],}}}");

        Found check = DoctorReport.of(espctl).check("mcp_clients");

        assertEquals("ok", check.status(), check.toString());
    }

    private void assertClient(String file, String content, String code, String detail) throws Exception {
        Path written = home(file, content);
        Found check = DoctorReport.of(espctl).check("mcp_clients");
        Files.delete(written);

        assertEquals("warning", check.status(), check.toString());
        assertEquals(code, check.code(), check.toString());
        assertTrue(check.detail().startsWith("~/" + file + " "), check.toString());
        assertTrue(check.detail().contains(detail), check.toString());
        assertTrue(check.isFixable(), check.toString());
    }

    private Path home(String file, String content) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    private Path credentials(String content) throws IOException {
        Path file = home(".config/espctl/credentials.json", content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private static void assertFault(Found check, String code, String detail) {
        assertEquals("error", check.status(), check.toString());
        assertEquals(code, check.code(), check.toString());
        assertTrue(check.detail().contains(detail), check.toString());
        assertTrue(check.isFixable(), check.toString());
    }
}
