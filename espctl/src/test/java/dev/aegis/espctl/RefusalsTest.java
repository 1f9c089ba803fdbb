package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.connect.MachineSession;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.testing.ScriptedServer;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.MachineMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A build server or machine that refuses the user: the reason is told once, and the request is not repeated.
class RefusalsTest {
    @TempDir
    Path folder;

    private final ScriptedServer server = new ScriptedServer();
    private EspctlProcess espctl;

    @BeforeEach
    void project() throws IOException {
        Path project = Files.createDirectory(folder.resolve("demo"));
        Files.writeString(project.resolve("CMakeLists.txt"), "project(demo)\n");
        espctl = new EspctlProcess(Files.createDirectory(folder.resolve("home")), project)
                .with("ESPCTL_SERVER", server.address())
                .with("MCP_AUTH_SECRET", "k");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"401,key_wrong,4", "401,key_revoked,4", "403,not_allowed,4", "422,invalid_request,2"})
    void isToldOnceAndNotAskedAgain(int status, String code, int exit) throws Exception {
        server.answer(
                "/",
                status,
                "application/problem+json",
                "{\"type\":\"urn:aegis:problem:" + code + "\",\"title\":\"no\",\"status\":" + status + ",\"code\":\""
                        + code + "\",\"detail\":\"the server's words about " + code + "\",\"server_time\":1}");

        EspctlProcess.Outcome outcome = espctl.run("", "build", "-t", "esp32c3");

        assertEquals(exit, outcome.exit(), outcome.err());
        assertTrue(outcome.err().contains("error: the server's words about " + code + "\nhint: "), outcome.err());
        assertEquals(
                1,
                Collections.frequency(server.asked(), "/grant/request"),
                server.asked().toString());
    }

    @Test
    void ofTheProtocolVersionNamesBothAndEndsTheCommand() {
        Failure failure = MachineSession.refused(new MachineMessage.Failure(
                "version_unsupported",
                "this machine supports protocol version 2, the client [1]",
                "update the older of the two programs",
                Fault.PROJECT,
                true));

        assertEquals(ExitCode.REFUSED, failure.exit());
        assertEquals("this machine supports protocol version 2, the client [1]", failure.sentence());
        assertEquals("update the older of the two programs", failure.hint());
    }
}
