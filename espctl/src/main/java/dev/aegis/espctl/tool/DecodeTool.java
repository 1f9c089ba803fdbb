package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.inspect.CrashAnswer;
import dev.aegis.firmware.panic.Explanation;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.input.Input;
import dev.aegis.mcp.input.OptionalInput;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Field;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// `decode`: crashes in words, functions, files and lines.
final class DecodeTool {
    private static final int MAX_FRAMES = 24;
    private static final int MAX_CRASH = 3_000;
    private static final Input<String> PANIC = DiagTool.PANIC.required();
    private static final OptionalInput<String> TASK =
            Input.text("task_id").describedAs("a build; default: the one that the chip names");

    private final Actions actions;
    private final Inputs inputs;
    private final OptionalInput<Path> elf;

    DecodeTool(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.inputs = inputs;
        this.elf = inputs.path("elf", "ELF file, in place of task_id");
    }

    void addTo(Catalog catalog) {
        catalog.add(Toolset.ANALYSIS
                .tool(
                        "decode",
                        "Decode a crash",
                        new Purpose(
                                "Explains a pasted panic, backtrace or serial log: reason, task, address; with the build's"
                                        + " ELF file functions and lines.",
                                "the text",
                                "1 s",
                                "no crash in the text"),
                        ToolAnnotations.READS,
                        (given, call) -> decode(given))
                .takes(PANIC, TASK, elf, inputs.project())
                .returns(Field.list("frames")));
    }

    private ToolResult decode(Arguments given) {
        Path file = given.find(elf);
        String task = given.find(TASK);
        if (file != null && task != null) {
            throw ToolFailures.exclusive("task_id", "elf");
        }
        CrashAnswer answer = file == null
                ? actions.decodeCrash().run(given.get(PANIC), chosen(given))
                : actions.decodeCrash().runWith(given.get(PANIC), file);
        return ToolResult.structured(json(answer), text(answer));
    }

    private @Nullable String chosen(Arguments given) {
        return given.find(TASK) == null && given.find(inputs.project()) == null
                ? null
                : inputs.succeeded(given).taskId();
    }

    static JsonObject json(CrashAnswer answer) {
        Explanation explanation = answer.crash().explanation();
        Long address = explanation.address();
        return JsonObject.of(
                        "verified", answer.crash().verified(),
                        "kind", explanation.kind().wire(),
                        "meaning", explanation.meaning())
                .withPresent("core", explanation.core())
                .withPresent("task", explanation.task())
                .withPresent("address", address == null ? null : "0x%08x".formatted(address))
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

    static String text(CrashAnswer answer) {
        String decoded = answer.crash().text();
        String cut = decoded.length() > MAX_CRASH ? decoded.substring(0, MAX_CRASH) + "...\n" : decoded;
        String origin = answer.origin();
        return origin == null ? cut : cut.stripTrailing() + "\nelf: " + origin + "\n";
    }
}
