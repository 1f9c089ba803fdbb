package dev.aegis.control;

import static dev.aegis.control.TestServer.ACCESS_KEY;
import static dev.aegis.control.TestServer.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.aegis.control.http.Origins;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class CrossOriginTest {
    private static final String ALLOWED = "https://app.example.org";
    private static final String OTHER = "https://evil.example.org";

    @TempDir
    Path directory;

    @Test
    void answersPreflightOfAnAllowedOrigin() throws IOException {
        try (TestServer server = start()) {
            HttpResponse<String> response = server.send(preflight(server, ALLOWED));
            assertEquals(204, response.statusCode());
            assertEquals(Optional.of(ALLOWED), header(response, "Access-Control-Allow-Origin"));
            assertEquals(Optional.of("GET, POST"), header(response, "Access-Control-Allow-Methods"));
            assertTrue(header(response, "Access-Control-Allow-Headers")
                    .orElseThrow()
                    .contains("Last-Event-ID"));
            assertEquals(Optional.of("Origin"), header(response, "Vary"));
        }
    }

    @Test
    void refusesPreflightOfAnotherOrigin() throws IOException {
        try (TestServer server = start()) {
            HttpResponse<String> response = server.send(preflight(server, OTHER));
            assertEquals(403, response.statusCode());
            assertEquals("origin_refused", problem(response).code());
            assertEquals(Optional.empty(), header(response, "Access-Control-Allow-Origin"));
        }
    }

    @Test
    void allowedPageReadsAnswersAndProblems() throws IOException {
        try (TestServer server = start()) {
            HttpResponse<String> answer =
                    server.send(server.request("/whoami", ACCESS_KEY).header("Origin", ALLOWED));
            assertEquals(Optional.of(ALLOWED), header(answer, "Access-Control-Allow-Origin"));
            assertEquals(Optional.of("Retry-After"), header(answer, "Access-Control-Expose-Headers"));
            HttpResponse<String> refusal =
                    server.send(server.request("/whoami", "").header("Origin", ALLOWED));
            assertEquals(401, refusal.statusCode());
            assertEquals(Optional.of(ALLOWED), header(refusal, "Access-Control-Allow-Origin"));
        }
    }

    @Test
    void otherPagesReadNothing() throws IOException {
        try (TestServer server = start()) {
            for (String origin : new String[] {OTHER, "https://app.example.org.evil.example", "null"}) {
                HttpResponse<String> answer =
                        server.send(server.request("/health", "").header("Origin", origin));
                assertEquals(Optional.empty(), header(answer, "Access-Control-Allow-Origin"), origin);
            }
        }
    }

    @Test
    void logsARefusedOriginOnceWithTheList() throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger(Origins.class);
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        logger.addAppender(seen);
        try (TestServer server = start()) {
            server.send(preflight(server, OTHER));
            server.send(preflight(server, OTHER));
            assertEquals(1, seen.list.size());
            String pairs = seen.list.getFirst().getKeyValuePairs().toString();
            assertTrue(pairs.contains(OTHER) && pairs.contains(ALLOWED), pairs);
        } finally {
            logger.detachAppender(seen);
        }
    }

    private TestServer start() throws IOException {
        return TestServer.start(directory, "--allowed-origins=" + ALLOWED + ",http://localhost:5173");
    }

    private static HttpRequest.Builder preflight(TestServer server, String origin) {
        return server.request("/grant/request", "")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody());
    }

    private static Optional<String> header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name);
    }
}
