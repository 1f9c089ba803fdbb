package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.history.ShowTasks;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.mcp.call.Content;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolFailure;
import dev.aegis.mcp.tool.ToolResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Logs, and what they come down to. The answers are bounded: a model reads every byte of them.
final class LogTools {
    private static final int MOST_BYTES = 16_000;
    private static final int LONGEST_LINE = 500;
    private static final int MOST_ERROR_BYTES = 4_500;
    private static final int LONGEST_EXCERPT_LINE = 120;

    private final Actions actions;

    LogTools(Actions actions) {
        this.actions = actions;
    }

    void addTo(Catalog catalog) {
        catalog.add(Tool.named(
                        "logs.tail", "Read a build's log", """
                        The last lines of a build's log, or with since_seq the lines after that one: call again with \
                        next_seq to read on. For what broke a build, parse_build_errors is shorter.""", Answers.telling((arguments, call) -> tail(arguments)))
                .takes(Schemas.object(
                        List.of(),
                        "task_id",
                        Schemas.task(),
                        "lines",
                        Schemas.whole("how many at most", 1, 1000).with("default", 100),
                        "since_seq",
                        Schemas.whole("read on after this line", 0, Integer.MAX_VALUE)))
                .gives(Schemas.result(
                        "task_id",
                        Schemas.text(),
                        "lines",
                        Schemas.list(),
                        "next_seq",
                        Schemas.number(),
                        "more",
                        JsonObject.of("type", "boolean")))
                .annotated(ToolAnnotations.READS)
                .inToolset("logs"));
        catalog.add(Tool.named(
                        "parse_build_errors",
                        "Find what broke a build",
                        """
                        The errors of a failed build, the decisive one first: place, message, source, kind, hint, and \
                        whether project or infrastructure is at fault. Takes a task_id, or a pasted log.""",
                        Answers.telling((arguments, call) -> errors(arguments)))
                .takes(Schemas.object(
                        List.of(),
                        "task_id",
                        Schemas.text(Schemas.TASK),
                        "log",
                        Schemas.text("the log itself, instead of task_id").with("maxLength", 4_000_000)))
                .gives(Schemas.result(
                        "errors",
                        Schemas.list(),
                        "more",
                        Schemas.number(),
                        "phase",
                        Schemas.text(),
                        "fault",
                        Schemas.text()))
                .annotated(ToolAnnotations.READS)
                .inToolset("logs"));
    }

    private ToolResult tail(JsonObject arguments) {
        Long since = arguments.has("since_seq") ? arguments.whole("since_seq", 0) : null;
        ShowTasks.Logs page = actions.showTasks()
                .logs(arguments.text("task_id", "latest"), (int) arguments.whole("lines", 100), since);
        List<LogLine> kept = bounded(page.lines(), since != null);
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
        kept.forEach(line -> text.append(cut(line)).append('\n'));
        text.append("[task ")
                .append(page.taskId())
                .append(kept.isEmpty() ? ", no lines" : "")
                .append("; next_seq ");
        text.append(next).append(more ? ", there is more]" : "]");
        return ToolResult.structured(json, text.toString())
                .with(new Content.Link("build://log/" + page.taskId(), "the whole log", null, "text/plain"));
    }

    /// Whole lines, from the end that was asked for. What is not here is had by `next_seq`, so what
    /// [Bounds] would leave out would be lost.
    private static List<LogLine> bounded(List<LogLine> lines, boolean fromStart) {
        List<LogLine> kept = new ArrayList<>();
        int bytes = 0;
        for (LogLine line : fromStart ? lines : lines.reversed()) {
            bytes += json(line).toString().getBytes(StandardCharsets.UTF_8).length + 1;
            if (bytes > MOST_BYTES) {
                break;
            }
            kept.add(line);
        }
        return fromStart ? kept : kept.reversed();
    }

    private static JsonObject json(LogLine line) {
        return JsonObject.of("seq", line.seq(), "ts", line.ts(), "stream", line.stream(), "text", cut(line));
    }

    private static String cut(LogLine line) {
        return Answers.shortened(line.text(), LONGEST_LINE);
    }

    private ToolResult errors(JsonObject arguments) {
        Optional<String> log = arguments.findText("log");
        Optional<String> task = arguments.findText("task_id");
        if (log.isPresent() && task.isPresent()) {
            throw new ToolFailure("bad_arguments", "task_id and log exclude each other", "call again with one of them");
        }
        BuildReport report = log.isPresent()
                ? actions.readErrors().ofText(log.get())
                : actions.readErrors().ofTask(task.orElse("latest"));
        List<JsonObject> shown = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (BuildError error : report.errors()) {
            JsonObject json = json(error);
            if (!shown.isEmpty() && text.length() + json.toString().length() > MOST_ERROR_BYTES) {
                break;
            }
            shown.add(json);
            text.append(words(error)).append('\n');
        }
        int more = report.more() + report.errors().size() - shown.size();
        JsonObject json = JsonObject.of("errors", shown, "more", more)
                .withPresent("phase", report.phase())
                .withPresent("fault", report.fault());
        if (shown.isEmpty()) {
            return ToolResult.structured(
                    json, "no error was found in this log\nnext: logs.tail shows its end; doctor checks the rest");
        }
        text.append("broke while ").append(report.phase()).append("; fault: ").append(report.fault());
        return ToolResult.structured(json, more > 0 ? text + "; " + more + " more errors" : text.toString());
    }

    private static JsonObject json(BuildError error) {
        JsonObject json = JsonObject.EMPTY
                .withPresent("file", error.file())
                .withPresent("line", error.line())
                .withPresent("column", error.column())
                .with("severity", error.severity())
                .withPresent("message", TaskWords.shortened(error.message()))
                .with("category", error.category().wire());
        if (!error.excerpt().isEmpty()) {
            json = json.with(
                    "excerpt", error.excerpt().stream().map(LogTools::cut).toList());
        }
        return json.withPresent("hint", TaskWords.shortened(error.hint()));
    }

    private static String cut(String line) {
        return Answers.shortened(line, LONGEST_EXCERPT_LINE);
    }

    private static String words(BuildError error) {
        String hint = TaskWords.shortened(error.hint());
        return (error.place().isEmpty() ? "" : error.place() + ": ")
                + TaskWords.shortened(error.message())
                + (error.excerpt().isEmpty()
                        ? ""
                        : "\n"
                                + String.join(
                                        "\n",
                                        error.excerpt().stream()
                                                .map(LogTools::cut)
                                                .toList()))
                + (hint == null ? "" : "\nhint: " + hint);
    }
}
