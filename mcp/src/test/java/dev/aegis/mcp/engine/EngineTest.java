package dev.aegis.mcp.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.mcp.call.Call;
import dev.aegis.mcp.call.Question;
import dev.aegis.mcp.call.ResourceContents;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.Resource;
import dev.aegis.mcp.catalog.ResourceEntry;
import dev.aegis.mcp.fixture.FixtureServer;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.message.Message;
import dev.aegis.mcp.method.ListSettings;
import dev.aegis.mcp.tool.TaskSupport;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolFilter;
import dev.aegis.mcp.tool.ToolResult;
import dev.aegis.mcp.tool.ToolSpelling;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class EngineTest {
    private static final JsonObject FORM = JsonObject.of(
            "type", "object",
            "properties", JsonObject.of("sure", JsonObject.of("type", "boolean")),
            "required", List.of("sure"));

    private final BlockingQueue<Json> sent = new LinkedBlockingQueue<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private final Catalog catalog = new Catalog()
            .add(Tool.named("look.up", "Look", "Looks", (_, _) -> ToolResult.text("seen"))
                    .annotated(ToolAnnotations.READS)
                    .alsoNamed("peek"))
            .add(Tool.named("work.long", "Work", "Works", this::work).asTask(TaskSupport.OPTIONAL))
            .add(Tool.named("ask.user", "Ask", "Asks", EngineTest::ask).asTask(TaskSupport.OPTIONAL))
            .add(Tool.named("ask.late", "Ask", "Asks after its cancellation", this::askLate)
                    .asTask(TaskSupport.OPTIONAL));

    private ToolResult work(Arguments arguments, Call call) throws InterruptedException {
        open.await();
        return ToolResult.text("worked");
    }

    private static ToolResult ask(Arguments arguments, Call call) throws Exception {
        return ToolResult.text("sure: "
                + call.ask("sure", new Question.Form("Sure?", FORM)).content().flag("sure", false));
    }

    /// Adds a text to the messages once the question was refused.
    private ToolResult askLate(Arguments arguments, Call call) throws Exception {
        call.detach("waiting");
        var canceled = new CountDownLatch(1);
        call.onCancel(canceled::countDown);
        try {
            canceled.await();
        } catch (InterruptedException late) {
            Thread.currentThread().interrupt();
        }
        try {
            return ask(arguments, call);
        } finally {
            sent.add(Json.of("refused"));
        }
    }

    private Connection session(EngineSettings settings, String client, Catalog offered) throws Exception {
        var engine = new Engine(FixtureServer.INFO, offered, settings, Clock.systemUTC(), new Random(1), line -> {});
        var connection = engine.connect(Connection.Kind.EITHER, sent::add, true);
        request(
                connection,
                1,
                "initialize",
                JsonObject.of(
                        "protocolVersion", "2025-11-25",
                        "capabilities", JsonObject.of("elicitation", JsonObject.EMPTY),
                        "clientInfo", JsonObject.of("name", client, "version", "1")));
        assertTrue(next().has("result"));
        return connection;
    }

    private static EngineSettings settings(int pageSize, int maxCalls) {
        var lists = new ListSettings(ToolSpelling.AUTO, ToolFilter.NONE, pageSize, Duration.ofMinutes(5));
        return new EngineSettings(lists, maxCalls, 64L << 20, Duration.ofHours(1), Duration.ofMillis(250));
    }

    private Connection session() throws Exception {
        return session(EngineSettings.DEFAULTS, "test", catalog);
    }

    private void request(Connection connection, Object id, String method, JsonObject params) throws Exception {
        connection.accept(
                Message.of(JsonObject.of("jsonrpc", "2.0", "id", id, "method", method, "params", params)),
                100,
                sent::add);
    }

    private JsonObject next() throws InterruptedException {
        return (JsonObject) sent.take();
    }

    private JsonObject result(Connection connection, Object id, String method, JsonObject params) throws Exception {
        request(connection, id, method, params);
        JsonObject message = next();
        while (message.has("method")) {
            message = next();
        }
        assertEquals(Json.of(id), message.get("id"));
        assertTrue(message.has("result"), message.toString());
        return message.object("result");
    }

    private static List<String> names(JsonObject list) {
        return list.array("tools").objects().stream()
                .map(tool -> tool.text("name"))
                .toList();
    }

    @Test
    void listsDotsOrUnderscoresForTheClientAndAcceptsBoth() throws Exception {
        assertEquals(
                "look.up",
                names(result(session(), 2, "tools/list", JsonObject.EMPTY)).getFirst());
        var desktop = session(EngineSettings.DEFAULTS, "claude-ai", catalog);
        assertEquals(
                "look_up",
                names(result(desktop, 2, "tools/list", JsonObject.EMPTY)).getFirst());
        var forced = session(EngineSettings.DEFAULTS.with(ToolSpelling.UNDERSCORE), "test", catalog);
        assertEquals(
                "look_up",
                names(result(forced, 2, "tools/list", JsonObject.EMPTY)).getFirst());
        for (String name : List.of("look.up", "look_up", "peek")) {
            assertFalse(result(forced, name, "tools/call", JsonObject.of("name", name))
                    .has("isError"));
        }
    }

    @Test
    void leavesOutFilteredToolsWithReason() throws Exception {
        var settings = EngineSettings.DEFAULTS.with(
                tool -> tool.annotations().readOnly() ? Optional.empty() : Optional.of("started read-only"));
        var connection = session(settings, "test", catalog);
        assertEquals(List.of("look.up"), names(result(connection, 2, "tools/list", JsonObject.EMPTY)));
        request(connection, 3, "tools/call", JsonObject.of("name", "work.long"));
        assertEquals(
                "tool 'work.long' is not offered here: started read-only",
                next().object("error").text("message"));
    }

    @Test
    void dividesListIntoPagesWithoutLossOrRepetition() throws Exception {
        var many = new Catalog();
        for (int number = 0; number < 25; number++) {
            many.add(Tool.named("tool." + number, "", "", (_, _) -> ToolResult.text("")));
        }
        var connection = session(settings(10, 2048), "test", many);
        var seen = new ArrayList<String>();
        JsonObject page = result(connection, 2, "tools/list", JsonObject.EMPTY);
        seen.addAll(names(page));
        for (int id = 3; page.has("nextCursor"); id++) {
            page = result(connection, id, "tools/list", JsonObject.of("cursor", page.text("nextCursor")));
            seen.addAll(names(page));
        }
        assertEquals(25, seen.size());
        assertEquals(25, new HashSet<>(seen).size());
    }

    @Test
    void refusesCallsBeyondTheLimitUntilOneEnds() throws Exception {
        var connection = session(settings(1000, 2), "test", catalog);
        request(connection, 2, "tools/call", JsonObject.of("name", "work.long"));
        request(connection, 3, "tools/call", JsonObject.of("name", "work.long"));
        request(connection, 4, "tools/call", JsonObject.of("name", "look.up"));
        assertEquals(
                "too many requests at one time; wait for some answers first",
                next().object("error").text("message"));
        open.countDown();
        next();
        next();
        connection.close();
        assertTrue(sent.isEmpty());
    }

    @Test
    void asksInSessionByRequest() throws Exception {
        var connection = session();
        request(connection, 2, "tools/call", JsonObject.of("name", "ask.user"));
        JsonObject question = next();
        assertEquals("elicitation/create", question.text("method"));
        answer(connection, question, true);
        assertEquals("sure: true", text(next().object("result")));
    }

    private void answer(Connection connection, JsonObject question, Object sure) throws Exception {
        var result = JsonObject.of("action", "accept", "content", JsonObject.of("sure", sure));
        var reply = JsonObject.of("jsonrpc", "2.0", "id", question.get("id"), "result", result);
        connection.accept(Message.of(reply), 100, sent::add);
    }

    private static String text(JsonObject result) {
        return result.array("content").objects().getFirst().text("text");
    }

    @Test
    void refusesAnswerThatDoesNotMatchTheForm() throws Exception {
        var connection = session();
        request(connection, 2, "tools/call", JsonObject.of("name", "ask.user"));
        answer(connection, next(), "yes");
        assertEquals(
                "the answer does not fit the form: 'sure' must be a boolean, not a string 'yes'",
                text(next().object("result")));
    }

    @Test
    void runsToolAsTaskOfTheSession() throws Exception {
        var connection = session();
        var params = JsonObject.of("name", "work.long", "task", JsonObject.of("ttl", 60000));
        JsonObject task = result(connection, 2, "tools/call", params).object("task");
        var named = JsonObject.of("taskId", task.text("taskId"));
        assertEquals("working", task.text("status"));
        assertEquals(60000, task.whole("ttl", 0));
        assertEquals("working", result(connection, 3, "tasks/get", named).text("status"));
        open.countDown();
        JsonObject outcome = result(connection, 4, "tasks/result", named);
        assertEquals("worked", text(outcome));
        assertEquals(named, outcome.object("_meta").object("io.modelcontextprotocol/related-task"));
        assertEquals("completed", result(connection, 5, "tasks/get", named).text("status"));
        assertEquals(
                1,
                result(connection, 6, "tasks/list", JsonObject.EMPTY)
                        .array("tasks")
                        .items()
                        .size());
    }

    @Test
    void cancelsTaskOnce() throws Exception {
        var connection = session();
        var params = JsonObject.of("name", "work.long", "task", JsonObject.EMPTY);
        var named = JsonObject.of(
                "taskId",
                result(connection, 2, "tools/call", params).object("task").text("taskId"));
        assertEquals("cancelled", result(connection, 3, "tasks/cancel", named).text("status"));
        request(connection, 4, "tasks/cancel", named);
        JsonObject message = next();
        while (message.has("method")) {
            message = next();
        }
        assertEquals(-32602, message.object("error").whole("code", 0));
    }

    @Test
    void keepsSessionTaskCanceledWhenItsToolAsksLate() throws Exception {
        var connection = session();
        var params = JsonObject.of("name", "ask.late", "task", JsonObject.EMPTY);
        assertStaysCanceled(connection, params, JsonObject.EMPTY);
    }

    @Test
    void keepsTaskOfTheExtensionCanceledWhenItsToolAsksLate() throws Exception {
        var capabilities = JsonObject.of(
                "elicitation",
                JsonObject.EMPTY,
                "extensions",
                JsonObject.of("io.modelcontextprotocol/tasks", JsonObject.EMPTY));
        var meta = JsonObject.of(
                "_meta",
                JsonObject.of(
                        "io.modelcontextprotocol/protocolVersion",
                        "2026-07-28",
                        "io.modelcontextprotocol/clientCapabilities",
                        capabilities));
        assertStaysCanceled(session(), JsonObject.of("name", "ask.late"), meta);
    }

    private void assertStaysCanceled(Connection connection, JsonObject params, JsonObject meta) throws Exception {
        JsonObject started = result(connection, 2, "tools/call", params.merge(meta));
        String taskId = started.has("task") ? started.object("task").text("taskId") : started.text("taskId");
        JsonObject named = JsonObject.of("taskId", taskId).merge(meta);
        request(connection, 3, "tasks/cancel", named);
        boolean refused = false;
        boolean answered = false;
        while (!refused || !answered) {
            Json message = sent.take();
            if (message instanceof JsonObject object) {
                assertFalse(object.text("method", "").equals("elicitation/create"), "the canceled task asked");
                answered |= object.has("result");
            } else {
                refused = true;
            }
        }
        assertEquals("cancelled", result(connection, 4, "tasks/get", named).text("status"));
    }

    @Test
    void asksForTaskOnTheSharedStreamWithItsId() throws Exception {
        var connection = session();
        var params = JsonObject.of("name", "ask.user", "task", JsonObject.EMPTY);
        request(connection, 2, "tools/call", params);
        String taskId = next().object("result").object("task").text("taskId");
        JsonObject question = next();
        assertEquals(
                taskId,
                question.object("params")
                        .object("_meta")
                        .object("io.modelcontextprotocol/related-task")
                        .text("taskId"));
        answer(connection, question, true);
        assertEquals("sure: true", text(result(connection, 3, "tasks/result", JsonObject.of("taskId", taskId))));
    }

    @Test
    void sendsFewNotificationsForManyUpdatesOfOneResource() throws Exception {
        var opened = new AtomicInteger();
        var ended = new CountDownLatch(1);
        catalog.add(new Resource(
                ResourceEntry.of("note://a", "a", "", "text/plain"),
                (uri, _, _) -> List.of(new ResourceContents.Text(uri, "text/plain", "")),
                (_, changed) -> {
                    opened.incrementAndGet();
                    for (int time = 0; time < 10_000; time++) {
                        changed.run();
                    }
                    return ended::countDown;
                }));
        var connection = session();
        request(connection, 2, "resources/subscribe", JsonObject.of("uri", "note://a"));
        connection.unsubscribe("note://none");
        JsonObject first = next();
        JsonObject second = next();
        assertTrue(List.of(first.text("method", ""), second.text("method", ""))
                .contains("notifications/resources/updated"));
        assertEquals(1, opened.get());
        connection.close();
        assertTrue(ended.await(5, TimeUnit.SECONDS));
        assertTrue(sent.size() <= 1, "many notices: " + sent.size());
    }
}
