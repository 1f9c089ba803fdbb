package dev.aegis.mcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.mcp.fixture.ServerProcess;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The server as a process with two pipes.
@Timeout(60)
final class ProcessTest {
    private static final JsonObject LONG = JsonObject.of("seconds", 60);
    private static final Pattern CHILD = Pattern.compile("child (\\d+)");

    @Test
    void writesOnlyMessagesToStandardOutput() throws Exception {
        try (var server = ServerProcess.start()) {
            server.call(1, "noise.print", JsonObject.EMPTY);
            assertTrue(server.answerTo(1).has("result"));
            server.closeInput();
            assertEquals(List.of(), server.rest());
        }
    }

    @Test
    void continuesAfterBytesThatAreNotText() throws Exception {
        try (var server = ServerProcess.start()) {
            server.say(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}', '\n'});
            assertEquals(-32700, server.next().object("error").whole("code", 0));
            server.say(new byte[] {0, 0, 0, '\n'});
            assertEquals(-32700, server.next().object("error").whole("code", 0));
            assertTrue(server.isAlive());
        }
    }

    @Test
    void refusesTooLongMessageAndContinues() throws Exception {
        try (var server = ServerProcess.start()) {
            byte[] chunk = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int megabyte = 0; megabyte < 40; megabyte++) {
                server.say(chunk);
            }
            server.say("\n");
            JsonObject refusal = server.next();
            assertEquals(
                    "a message of more than 16777216 bytes",
                    refusal.object("error").text("message"));
            assertTrue(server.isAlive());
        }
    }

    @Test
    void answersThousandConcurrentCalls() throws Exception {
        try (var server = ServerProcess.start()) {
            for (int id = 0; id < 1000; id++) {
                server.call(id, "echo.say", JsonObject.of("text", "call " + id));
            }
            Set<Json> answered = new HashSet<>();
            while (answered.size() < 1000) {
                JsonObject answer = server.next();
                Json id = answer.get("id");
                assertEquals(
                        "call " + id,
                        answer.object("result").object("structuredContent").text("said"));
                assertTrue(answered.add(id));
            }
        }
    }

    @Test
    void endsChildWithinTwoSecondsOfCancelWithoutAnswer() throws Exception {
        try (var server = ServerProcess.start()) {
            ProcessHandle child = startChild(server, 1);
            server.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
            child.onExit().get(2, TimeUnit.SECONDS);
            server.say("{\"jsonrpc\":\"2.0\",\"id\":\"alive\",\"method\":\"ping\"}");
            JsonObject next = server.next(message -> !message.has("method"));
            assertEquals("alive", next.text("id"));
        }
    }

    @Test
    void answersOtherRequestsDuringCallAndRefusesItsId() throws Exception {
        try (var server = ServerProcess.start()) {
            startChild(server, 1);
            assertTrue(server.isAlive());
            server.call(1, "echo.say", JsonObject.of("text", "x"));
            JsonObject refusal = server.answerTo(1);
            assertEquals(
                    "id 1 is in use by a request that is not answered yet",
                    refusal.object("error").text("message"));
        }
    }

    @Test
    void answersRequestsSentBeforeTheEndOfInput() throws Exception {
        try (var server = ServerProcess.start()) {
            for (int id = 0; id < 20; id++) {
                server.call(id, "echo.say", JsonObject.of("text", "x"));
            }
            server.closeInput();
            assertEquals(20, server.rest().size());
            assertTrue(server.endsWithin(Duration.ofSeconds(5)));
            assertEquals(0, server.process().exitValue());
        }
    }

    @Test
    void endsWithItsChildrenWhenInputEnds() throws Exception {
        try (var server = ServerProcess.start()) {
            ProcessHandle child = startChild(server, 1);
            server.closeInput();
            assertTrue(server.endsWithin(Duration.ofSeconds(10)));
            assertEquals(0, server.process().exitValue());
            assertFalse(child.isAlive());
        }
    }

    @Test
    void endsWithItsChildrenOnSigterm() throws Exception {
        try (var server = ServerProcess.start()) {
            ProcessHandle child = startChild(server, 1);
            server.process().destroy();
            assertTrue(server.endsWithin(Duration.ofSeconds(10)));
            assertFalse(child.isAlive());
        }
    }

    /// The shell in between holds no pipe: the server can only notice that its parent ended.
    @Test
    void endsWithItsChildrenWhenParentIsKilled() throws Exception {
        try (var server = ServerProcess.start(List.of("/bin/sh", "-c", "exec 3<&0; \"$@\" <&3 & wait", "sh"))) {
            server.say(ServerProcess.INITIALIZE);
            server.answerTo("init");
            ProcessHandle child = startChild(server, 1);
            ProcessHandle java = child.parent().orElseThrow();
            server.process().destroyForcibly();
            java.onExit().get(15, TimeUnit.SECONDS);
            child.onExit().get(5, TimeUnit.SECONDS);
        }
    }

    /// All answers together are 40 times the server's heap of 128 MB. Once the client reads, each call gets an
    /// answer, which may be that the server was too busy.
    @Test
    void limitsMemoryForClientThatDoesNotRead() throws Exception {
        int calls = 20_000;
        try (var server = ServerProcess.start()) {
            var writing = Thread.ofPlatform().start(() -> callOnAndOn(server, calls));
            writing.join(Duration.ofSeconds(3));
            assertTrue(writing.isAlive(), "the server took in everything and kept it");
            assertTrue(server.process().isAlive());
            for (int answer = 0; answer < calls; answer++) {
                assertTrue(server.next().has("id"));
            }
            assertTrue(server.isAlive());
        }
    }

    private static void callOnAndOn(ServerProcess server, int calls) {
        try {
            for (int id = 0; id < calls; id++) {
                server.call(id, "echo.say", JsonObject.of("text", "x".repeat(1000), "times", 20));
            }
        } catch (IOException gone) {
            // The test is over.
        }
    }

    private static ProcessHandle startChild(ServerProcess server, int id) throws IOException {
        server.call(id, "wait.run", LONG);
        JsonObject progress = server.next(message -> message.text("method", "").equals("notifications/progress"));
        Matcher child = CHILD.matcher(progress.object("params").text("message"));
        assertTrue(child.find());
        return ProcessHandle.of(Long.parseLong(child.group(1))).orElseThrow();
    }
}
