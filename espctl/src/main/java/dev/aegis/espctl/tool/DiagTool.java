package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.inspect.CollectDiagnosis;
import dev.aegis.espctl.inspect.CrashAnswer;
import dev.aegis.espctl.inspect.DiagAnswer;
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
import org.jspecify.annotations.Nullable;

/// `diag.run`: support bundles.
final class DiagTool {
    private static final int MAX_PROBLEMS = 8;

    static final OptionalInput<String> PANIC =
            Input.text("panic").describedAs("what the chip printed").atMost(1_000_000);

    private final Actions actions;
    private final Inputs inputs;

    DiagTool(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.inputs = inputs;
    }

    void addTo(Catalog catalog) {
        catalog.add(Toolset.ANALYSIS
                .tool(
                        "diag.run",
                        "Write a support bundle",
                        new Purpose(
                                "Runs doctor, writes a support bundle without secrets (log, settings, panic).",
                                "nothing",
                                "seconds",
                                "disk full"),
                        ToolAnnotations.WRITES.withIdempotent().withOpenWorld(),
                        (given, call) -> diag(given))
                .takes(Inputs.TASK, PANIC, inputs.project())
                .returns(Field.text("path")));
    }

    private ToolResult diag(Arguments given) {
        CollectDiagnosis diagnosis = actions.collectDiagnosis();
        DiagAnswer answer = diagnosis.run(task(given), given.find(PANIC), diagnosis.usualPlace());
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
        return ToolResult.structured(crash == null ? json : json.with("crash", DecodeTool.json(crash)), text(answer));
    }

    /// Returns null for a panic whose build the chip names, and where nothing was built yet.
    private @Nullable String task(Arguments given) {
        if (given.find(Inputs.TASK) == null && given.find(PANIC) != null) {
            return null;
        }
        try {
            return inputs.task(given).taskId();
        } catch (Failure none) {
            if (given.find(Inputs.TASK) == null && none.code().equals("no_task")) {
                return null;
            }
            throw none;
        }
    }

    private static List<String> problems(DiagAnswer answer) {
        return answer.problems().stream()
                .limit(MAX_PROBLEMS)
                .map(problem -> String.valueOf(ShortText.sentence(problem)))
                .toList();
    }

    private static String text(DiagAnswer answer) {
        StringBuilder text = new StringBuilder();
        CrashAnswer crash = answer.crash();
        if (crash != null) {
            text.append(DecodeTool.text(crash));
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
