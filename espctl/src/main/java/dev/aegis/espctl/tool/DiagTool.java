package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.inspect.CollectDiagnosis;
import dev.aegis.espctl.inspect.CrashAnswer;
import dev.aegis.espctl.inspect.DiagAnswer;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import java.util.List;
import java.util.stream.Collectors;

/// A bundle for whoever helps, and crashes.
final class DiagTool {
    private static final int MOST_FRAMES = 24;
    private static final int MOST_PROBLEMS = 8;
    private static final int LONGEST_CRASH = 3_000;

    private final Actions actions;

    DiagTool(Actions actions) {
        this.actions = actions;
    }

    void addTo(Catalog catalog) {
        catalog.add(Tool.named(
                        "diag.run",
                        "Diagnose, or decode a crash",
                        """
                        Turns a pasted panic or backtrace into functions, files and lines, by the ELF file whose SHA-256 \
                        the chip printed. Runs doctor, and writes a bundle without secrets (log, record, settings) for \
                        whoever helps.""",
                        Answers.telling((arguments, call) -> diag(arguments)))
                .takes(Schemas.object(
                        List.of(),
                        "task_id",
                        Schemas.text("the build; default: for a panic the one that the chip names, else the newest"),
                        "panic",
                        Schemas.text("serial output with the panic").with("maxLength", 1_000_000)))
                .gives(Schemas.result(
                        "path", Schemas.text(), "doctor", Schemas.text(), "crash", JsonObject.of("type", "object")))
                .annotated(ToolAnnotations.WRITES.withIdempotent().withOpenWorld())
                .inToolset("analysis"));
    }

    private ToolResult diag(JsonObject arguments) {
        CollectDiagnosis diagnosis = actions.collectDiagnosis();
        DiagAnswer answer = diagnosis.run(
                Answers.text(arguments, "task_id"), Answers.text(arguments, "panic"), diagnosis.usualPlace());
        JsonObject json = JsonObject.EMPTY
                .withPresent("task_id", answer.taskId())
                .with("path", answer.path())
                .with("size", answer.size())
                .with(
                        "contents",
                        answer.contents().stream().map(DiagAnswer.Entry::name).toList())
                .with("doctor", answer.doctor().wire())
                .with("problems", problems(answer))
                .withPresent("crash_problem", answer.crashProblem());
        CrashAnswer crash = answer.crash();
        return ToolResult.structured(crash == null ? json : json.with("crash", crash(crash)), text(answer));
    }

    private static List<String> problems(DiagAnswer answer) {
        return answer.problems().stream()
                .limit(MOST_PROBLEMS)
                .map(problem -> String.valueOf(TaskWords.shortened(problem)))
                .toList();
    }

    private static JsonObject crash(CrashAnswer answer) {
        return JsonObject.of("verified", answer.crash().verified(), "elf", answer.elf())
                .withPresent("task_id", answer.taskId())
                .withPresent("reason", answer.crash().reason())
                .with(
                        "frames",
                        answer.crash().frames().stream()
                                .limit(MOST_FRAMES)
                                .map(frame -> JsonObject.of("address", "0x%08x".formatted(frame.address()))
                                        .withPresent("function", frame.function())
                                        .withPresent("file", frame.file())
                                        .withPresent("line", frame.line()))
                                .toList());
    }

    private static String text(DiagAnswer answer) {
        StringBuilder text = new StringBuilder();
        CrashAnswer crash = answer.crash();
        if (crash != null) {
            String words = crash.crash().text();
            text.append(words.length() > LONGEST_CRASH ? words.substring(0, LONGEST_CRASH) + "...\n" : words);
        }
        if (answer.crashProblem() != null) {
            text.append("the panic could not be decoded: ")
                    .append(answer.crashProblem())
                    .append('\n');
        }
        text.append("doctor: ").append(answer.doctor().wire());
        if (!answer.problems().isEmpty()) {
            text.append("\n- ").append(problems(answer).stream().collect(Collectors.joining("\n- ")));
        }
        return text.append("\nbundle without secrets: ").append(answer.path()).toString();
    }
}
