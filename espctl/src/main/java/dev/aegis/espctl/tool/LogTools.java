package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.history.ShowTasks;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.espctl.tasks.TaskState;
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
import dev.aegis.protocol.session.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Logs and the errors in them. The answers are limited: a model reads every byte of them.
final class LogTools {
    private static final int MAX_BYTES = 16_000;
    private static final int MAX_LINE = 500;
    /// Of the text and of the data each: a failed build is to cost a model little.
    private static final int MAX_ERROR_BYTES = 1_500;

    private static final int MAX_EXCERPT_LINE = 120;

    private static final Input<Integer> LINES = Input.integer("lines")
            .describedAs("how many at most")
            .atLeast(1)
            .atMost(1000)
            .byDefault(100);
    private static final OptionalInput<Integer> SINCE_SEQ =
            Input.integer("since_seq").describedAs("read on after this line").atLeast(0);
    private static final OptionalInput<String> LOG =
            Input.text("log").describedAs("the log itself, in place of task_id").atMost(4_000_000);

    private final Actions actions;
    private final Inputs inputs;

    LogTools(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.inputs = inputs;
    }

    void addTo(Catalog catalog) {
        catalog.add(tail()).add(errors());
    }

    private Tool tail() {
        return Toolset.LOGS
                .tool(
                        "logs.tail",
                        "Read a log",
                        new Purpose(
                                "The last lines of a build's log, or those after since_seq; ts: unix milliseconds.",
                                "a build",
                                "<1 s",
                                "unknown task"),
                        ToolAnnotations.READS,
                        (given, call) -> tail(given))
                .takes(Inputs.TASK, LINES, SINCE_SEQ, inputs.project())
                .returns(Field.list("lines"), Field.integer("next_seq"));
    }

    private ToolResult tail(Arguments given) {
        Integer sinceSeq = given.find(SINCE_SEQ);
        Long since = sinceSeq == null ? null : Long.valueOf(sinceSeq);
        // Before the log: a build that ends between the two looks is reported as running, and the next call shows the
        // rest.
        TaskRecord task = inputs.task(given);
        ShowTasks.Logs page = actions.showTasks().logs(task.taskId(), given.get(LINES), since);
        List<LogLine> kept = limited(page.lines(), since != null);
        boolean leftOut = page.more() || kept.size() < page.lines().size();
        boolean more = since != null && leftOut;
        boolean earlier = since == null && leftOut;
        long next = kept.isEmpty() ? page.nextSeq() : kept.getLast().seq();
        JsonObject json = JsonObject.of(
                "task_id",
                page.taskId(),
                "status",
                task.state().wire(),
                "lines",
                kept.stream().map(LogTools::json).toList(),
                "next_seq",
                next,
                "more",
                more);
        StringBuilder text =
                new StringBuilder(earlier ? "[earlier lines left out; since_seq 0 reads from the first]\n" : "");
        kept.forEach(line -> text.append(shortened(line)).append('\n'));
        text.append("[task ")
                .append(page.taskId())
                .append(' ')
                .append(task.state().words())
                .append(kept.isEmpty() ? ", no lines" : "")
                .append("; next_seq ");
        text.append(next).append(more ? ", there is more]" : "]");
        ToolResult result = ToolResult.structured(earlier ? json.with("earlier", true) : json, text.toString())
                .with(new Content.Link("build://log/" + page.taskId(), "the whole log", null, "text/plain"));
        return more || !task.state().isOver()
                ? result.next("logs.tail", "task_id", page.taskId(), "since_seq", next, "lines", given.get(LINES))
                : result;
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
                        "Find errors",
                        new Purpose(
                                "Errors of a failed build or a pasted log, the decisive one first: place, message, hint,"
                                        + " whose fault.",
                                "a build or a log",
                                "<1 s",
                                "unknown task"),
                        ToolAnnotations.READS,
                        (given, call) -> errors(given))
                .takes(Inputs.TASK, LOG, inputs.project())
                .returns(Field.list("errors"), Field.text("fault"));
    }

    private ToolResult errors(Arguments given) {
        String log = given.find(LOG);
        if (log != null && given.find(Inputs.TASK) != null) {
            throw ToolFailures.exclusive("task_id", "log");
        }
        TaskRecord task = log == null ? inputs.task(given) : null;
        BuildReport report = task == null
                ? actions.readErrors().ofText(Objects.requireNonNullElse(log, ""))
                : actions.readErrors().ofTask(task.taskId());
        List<JsonObject> shown = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (BuildError error : report.errors()) {
            JsonObject json = json(error);
            if (!shown.isEmpty()
                    && (size(text) + size(text(error)) > MAX_ERROR_BYTES
                            || size(shown) + size(json) > MAX_ERROR_BYTES)) {
                break;
            }
            shown.add(json);
            text.append(text(error)).append('\n');
        }
        int more = report.more() + report.errors().size() - shown.size();
        JsonObject json = JsonObject.EMPTY
                .withPresent("task_id", task == null ? null : task.taskId())
                .with("errors", shown)
                .with("more", more)
                .withPresent("phase", report.phase())
                .withPresent("fault", report.fault())
                .withPresent("note", report.note());
        if (shown.isEmpty()) {
            return withoutErrors(json, task, report.note());
        }
        text.append(task == null ? "" : "task " + task.taskId() + " for " + task.target() + " ");
        text.append("failed while ").append(report.phase()).append("; fault: ").append(report.fault());
        if (report.note() != null) {
            text.append("; ").append(report.note());
        }
        return ToolResult.structured(json, more > 0 ? text + "; " + more + " more errors" : text.toString());
    }

    private static int size(Object written) {
        return written.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /// Says why a build failed whose log has no error.
    private static ToolResult withoutErrors(JsonObject json, @Nullable TaskRecord task, @Nullable String note) {
        if (task == null) {
            return ToolResult.structured(json, note == null ? "no error was found in this log" : "no error: " + note);
        }
        String state = "task " + task.taskId() + " " + task.state().words();
        if (task.state() != TaskState.FAILED) {
            return ToolResult.structured(json, "no error was found: " + state)
                    .next("build.status", "task_id", task.taskId());
        }
        String reason = ShortText.sentence(task.outcome().reason());
        String hint = Hints.of(task.outcome().hint());
        Fault fault = task.outcome().fault();
        JsonObject data = json.withPresent(
                        "fault", fault == null ? null : fault.name().toLowerCase(Locale.ROOT))
                .withPresent("reason", reason)
                .withPresent("hint", hint);
        ToolResult result = ToolResult.structured(
                data,
                "the log holds no error; " + state + (reason == null ? "" : "\nreason: " + reason)
                        + (fault == null ? "" : "\nfault: " + fault.name().toLowerCase(Locale.ROOT))
                        + (hint == null ? "" : "\nhint: " + hint));
        return fault == Fault.INFRASTRUCTURE
                ? result.next("doctor", "target", task.target(), "project", task.project())
                : result.next("logs.tail", "task_id", task.taskId());
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
        return json.withPresent("hint", ShortText.sentence(error.hint()))
                .withPresent("partitions_csv", error.partitionsCsv());
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
                + (hint == null ? "" : "\nhint: " + hint)
                + (error.partitionsCsv() == null ? "" : "\npartitions.csv:\n" + error.partitionsCsv());
    }
}
