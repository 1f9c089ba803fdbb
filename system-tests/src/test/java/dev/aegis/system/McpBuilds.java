package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.testkit.mcp.McpClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Calls of the build tools of an MCP server, by the id of the build's task.
final class McpBuilds {
    private static final List<String> UNFINISHED = List.of("pending", "running");
    private static final int LONGEST_WAIT_SECS = 50;

    private McpBuilds() {}

    /// Starts a build.
    ///
    /// @return the id of its task
    static String start(McpClient client, String target) throws IOException {
        return client.call("build", JsonObject.of("target", target)).text("task_id");
    }

    static JsonObject status(McpClient client, String task, int waitSecs) throws IOException {
        return client.call("build.status", JsonObject.of("task_id", task, "wait_secs", waitSecs));
    }

    /// @return the new status of the task
    static String cancel(McpClient client, String task) throws IOException {
        return client.call("build.cancel", JsonObject.of("task_id", task)).text("status");
    }

    /// Waits until the task has ended.
    static JsonObject awaitEnd(McpClient client, String task) throws IOException {
        JsonObject status = status(client, task, LONGEST_WAIT_SECS);
        while (UNFINISHED.contains(status.text("status"))) {
            status = status(client, task, LONGEST_WAIT_SECS);
        }
        return status;
    }

    static void awaitPhase(McpClient client, String task, String phase) throws IOException {
        JsonObject status = status(client, task, 1);
        while (!status.text("phase", "").equals(phase)) {
            assertTrue(UNFINISHED.contains(status.text("status")), status.toString());
            status = status(client, task, 1);
        }
    }

    /// Waits until `SlowProject` has printed its first line.
    static void awaitTick(McpClient client, String task) throws IOException {
        JsonObject arguments = JsonObject.of("task_id", task, "lines", 5);
        while (!client.call("logs.tail", arguments).toString().contains("tick ")) {
            JsonObject status = status(client, task, 1);
            assertTrue(UNFINISHED.contains(status.text("status")), status.toString());
        }
    }

    /// Reads the log page by page, as an AI client does.
    static List<String> log(McpClient client, String task) throws IOException {
        List<String> lines = new ArrayList<>();
        JsonObject page;
        long next = 0;
        do {
            page = client.call("logs.tail", JsonObject.of("task_id", task, "lines", 1000, "since_seq", next));
            page.array("lines").objects().forEach(line -> lines.add(line.text("text")));
            next = page.whole("next_seq", 0);
        } while (page.flag("more", false));
        return lines;
    }
}
