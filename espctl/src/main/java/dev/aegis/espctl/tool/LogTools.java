package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.history.ShowTasks;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.mcp.call.Content;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.input.Input;
import dev.aegis.mcp.input.OptionalInput;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Field;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Logs and the errors in them. The answers are limited: a model reads every byte of them.
final class LogTools {
    private static final int MAX_BYTES = 16_000;
    private static final int MAX_LINE = 500;
    private static final int MAX_ERROR_BYTES = 4_500;
    private static final int MAX_EXCERPT_LINE = 120;

    private static final Input<Integer> LINES = Input.integer("lines")
            .describedAs("how many at most")
            .atLeast(1)
            .atMost(1000)
            .byDefault(100);
    private static final OptionalInput<Integer> SINCE_SEQ = Input.integer("since_seq")
            .describedAs("read on after this line")
            .atLeast(0)
            .atMost(Integer.MAX_VALUE);
    private static final OptionalInput<String> LOG =
            Input.text("log").describedAs("the log itself, instead of task_id").atMost(4_000_000);

    private final Actions actions;

    LogTools(Actions actions) {
        this.actions = actions;
    }

    void addTo(Catalog catalog) {
        catalog.add(tail()).add(errors());
    }

    private Tool tail() {
        return Toolset.LOGS
                .tool("logs.tail", "Read a build's log", """
                        The last lines of a build's log, or with since_seq the lines after that one: call again with \
                        next_seq to read on. For the errors of a build, parse_build_errors is shorter.""", ToolAnnotations.READS, (given, call) -> tail(given))
                .takes(Inputs.TASK, LINES, SINCE_SEQ)
                .returns(Field.text("task_id"), Field.list("lines"), Field.integer("next_seq"), Field.flag("more"));
    }

    private ToolResult tail(Arguments given) {
        Integer sinceSeq = given.find(SINCE_SEQ);
        Long since = sinceSeq == null ? null : Long.valueOf(sinceSeq);
        ShowTasks.Logs page = actions.showTasks().logs(given.get(Inputs.TASK), given.get(LINES), since);
        List<LogLine> kept = limited(page.lines(), since != null);
        boolean more = page.more() || kept.size() < page.lines().size();
        long next = kept.isEmpty() ? page.nextSeq() : kept.getLast().seq();
        JsonObject json = JsonObject.of(
                "task_id",
                page.taskId(),
                "lines",
                kept.stream().map(LogTools::json).toList(),
                "next_seq",
                next,
                "more",
                more);
        StringBuilder text = new StringBuilder();
        kept.forEach(line -> text.append(shortened(line)).append('\n'));
        text.append("[task ")
                .append(page.taskId())
                .append(kept.isEmpty() ? ", no lines" : "")
                .append("; next_seq ");
        text.append(next).append(more ? ", there is more]" : "]");
        return ToolResult.structured(json, text.toString())
                .with(new Content.Link("build://log/" + page.taskId(), "the whole log", null, "text/plain"));
    }

    /// Returns the lines that fit, from the requested end. [ResultBounds] must not cut them: `next_seq` skips every
    /// line that this returns.
    private static List<LogLine> limited(List<LogLine> lines, boolean fromStart) {
        List<LogLine> kept = new ArrayList<>();
        int bytes = 0;
        for (LogLine line : fromStart ? lines : lines.reversed()) {
            bytes += json(line).toString().getBytes(StandardCharsets.UTF_8).length + 1;
            if (bytes > MAX_BYTES) {
                break;
            }
            kept.add(line);
        }
        return fromStart ? kept : kept.reversed();
    }

    private static JsonObject json(LogLine line) {
        return JsonObject.of("seq", line.seq(), "ts", line.ts(), "stream", line.stream(), "text", shortened(line));
    }

    private static String shortened(LogLine line) {
        return ShortText.of(line.text(), MAX_LINE);
    }

    private Tool errors() {
        return Toolset.LOGS
                .tool(
                        "parse_build_errors",
                        "Find the errors of a build",
                        """
                        The errors of a failed build, the decisive one first: place, message, source, kind, hint, and \
                        whether project or infrastructure is at fault. Takes a task_id, or a pasted log.""",
                        ToolAnnotations.READS,
                        (given, call) -> errors(given))
                .takes(Inputs.GIVEN_TASK, LOG)
                .returns(Field.list("errors"), Field.integer("more"), Field.text("phase"), Field.text("fault"));
    }

    private ToolResult errors(Arguments given) {
        String log = given.find(LOG);
        String task = given.find(Inputs.GIVEN_TASK);
        if (log != null && task != null) {
            throw ToolFailures.exclusive("task_id", "log");
        }
        BuildReport report = log != null
                ? actions.readErrors().ofText(log)
                : actions.readErrors().ofTask(task == null ? "latest" : task);
        List<JsonObject> shown = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (BuildError error : report.errors()) {
            JsonObject json = json(error);
            if (!shown.isEmpty() && text.length() + json.toString().length() > MAX_ERROR_BYTES) {
                break;
            }
            shown.add(json);
            text.append(text(error)).append('\n');
        }
        int more = report.more() + report.errors().size() - shown.size();
        JsonObject json = JsonObject.of("errors", shown, "more", more)
                .withPresent("phase", report.phase())
                .withPresent("fault", report.fault());
        if (shown.isEmpty()) {
            return ToolResult.structured(
                    json, "no error was found in this log\nnext: logs.tail shows its end; doctor checks the rest");
        }
        text.append("failed while ").append(report.phase()).append("; fault: ").append(report.fault());
        return ToolResult.structured(json, more > 0 ? text + "; " + more + " more errors" : text.toString());
    }

    private static JsonObject json(BuildError error) {
        JsonObject json = JsonObject.EMPTY
                .withPresent("file", error.file())
                .withPresent("line", error.line())
                .withPresent("column", error.column())
                .with("severity", error.severity())
                .withPresent("message", ShortText.sentence(error.message()))
                .with("category", error.category().wire());
        if (!error.excerpt().isEmpty()) {
            json = json.with(
                    "excerpt", error.excerpt().stream().map(LogTools::shortened).toList());
        }
        return json.withPresent("hint", ShortText.sentence(error.hint()));
    }

    private static String shortened(String line) {
        return ShortText.of(line, MAX_EXCERPT_LINE);
    }

    private static String text(BuildError error) {
        String hint = ShortText.sentence(error.hint());
        return (error.place().isEmpty() ? "" : error.place() + ": ")
                + ShortText.sentence(error.message())
                + (error.excerpt().isEmpty()
                        ? ""
                        : "\n"
                                + String.join(
                                        "\n",
                                        error.excerpt().stream()
                                                .map(LogTools::shortened)
                                                .toList()))
                + (hint == null ? "" : "\nhint: " + hint);
    }
}
