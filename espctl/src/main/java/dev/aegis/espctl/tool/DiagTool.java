package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.inspect.CollectDiagnosis;
import dev.aegis.espctl.inspect.CrashAnswer;
import dev.aegis.espctl.inspect.DiagAnswer;
import dev.aegis.firmware.panic.Explanation;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.input.Input;
import dev.aegis.mcp.input.OptionalInput;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Field;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import java.util.List;
import java.util.stream.Collectors;

/// `diag.run`: support bundles and decoded crashes.
final class DiagTool {
    private static final int MAX_FRAMES = 24;
    private static final int MAX_PROBLEMS = 8;
    private static final int MAX_CRASH = 3_000;

    private static final OptionalInput<String> TASK = Input.text("task_id")
            .describedAs("the build; default: for a panic the one that the chip names, else the newest");
    private static final OptionalInput<String> PANIC =
            Input.text("panic").describedAs("serial output with the panic").atMost(1_000_000);

    private final Actions actions;

    DiagTool(Actions actions) {
        this.actions = actions;
    }

    void addTo(Catalog catalog) {
        catalog.add(Toolset.ANALYSIS
                .tool(
                        "diag.run",
                        "Diagnose, or decode a crash",
                        """
                        Turns a pasted panic or backtrace into functions, files and lines, by the ELF file whose SHA-256 \
                        the chip printed. Runs doctor, and writes a support bundle without secrets (log, record, settings).""",
                        ToolAnnotations.WRITES.withIdempotent().withOpenWorld(),
                        (given, call) -> diag(given))
                .takes(TASK, PANIC)
                .returns(Field.text("path"), Field.text("doctor"), Field.object("crash")));
    }

    private ToolResult diag(Arguments given) {
        CollectDiagnosis diagnosis = actions.collectDiagnosis();
        DiagAnswer answer = diagnosis.run(given.find(TASK), given.find(PANIC), diagnosis.usualPlace());
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
                .limit(MAX_PROBLEMS)
                .map(problem -> String.valueOf(ShortText.sentence(problem)))
                .toList();
    }

    private static JsonObject crash(CrashAnswer answer) {
        Explanation explanation = answer.crash().explanation();
        return JsonObject.of("verified", answer.crash().verified())
                .with("kind", explanation.kind().wire())
                .with("meaning", explanation.meaning())
                .withPresent("core", explanation.core())
                .withPresent("task", explanation.task())
                .withPresent(
                        "address", explanation.address() == null ? null : "0x%08x".formatted(explanation.address()))
                .withPresent("needed_elf", answer.crash().neededElf())
                .withPresent("elf", answer.elf())
                .withPresent("task_id", answer.taskId())
                .withPresent("reason", answer.crash().reason())
                .with(
                        "frames",
                        answer.crash().frames().stream()
                                .limit(MAX_FRAMES)
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
            String decoded = crash.crash().text();
            text.append(decoded.length() > MAX_CRASH ? decoded.substring(0, MAX_CRASH) + "...\n" : decoded);
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
