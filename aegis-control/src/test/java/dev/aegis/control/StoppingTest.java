package dev.aegis.control;

import static dev.aegis.control.TestServer.ACCESS_KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.control.SignalingEvent;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoppingTest {
    @TempDir
    Path directory;

    @Test
    void stopEndsStreamsWithARetryInterval() throws IOException {
        TestServer server = TestServer.start(directory);
        TestMachine machine = TestMachine.registered(server);
        String jobId = server.grant().jobId();
        machine.take();
        try (EventReader client = server.follow(jobId, ACCESS_KEY)) {
            client.nextMessage(SignalingEvent.Assigned.class);
            server.server.close();
            assertEquals(Optional.empty(), client.next());
            assertTrue(client.sawRetry());
        }
    }

    @Test
    void waitingPollIsAnswered() throws Exception {
        TestServer server = TestServer.start(directory);
        TestMachine machine = TestMachine.registered(server);
        // The first poll has arrived when the second one has ended it.
        CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(() -> machine.poll(50));
        CompletableFuture<HttpResponse<String>> second = CompletableFuture.supplyAsync(() -> machine.poll(50));
        CompletableFuture.anyOf(first, second).get();
        server.server.close();
        assertTrue(first.get().statusCode() != 200 && second.get().statusCode() != 200);
    }
}
