package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.inspect.ReadSizes;
import dev.aegis.espctl.inspect.SizeAnswer;
import dev.aegis.espctl.inspect.SizeText;
import dev.aegis.espctl.inspect.WriteSbom;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.input.Input;
import dev.aegis.mcp.input.OptionalInput;
import dev.aegis.mcp.tool.Field;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import java.nio.file.Path;

/// Sizes and bills of materials of finished builds.
final class AnalysisTools {
    private static final Input<SizeAnswer.Detail> DETAIL = Input.choice("detail", SizeAnswer.Detail.class)
            .describedAs("what is listed")
            .byDefault(SizeAnswer.Detail.SUMMARY);
    private static final OptionalInput<String> DIFF = Input.text("diff").describedAs("task to compare with");
    private static final OptionalInput<String> REPORT = Input.text("report")
            .describedAs("the printed text, in place of task_id")
            .atMost(4_000_000);

    private final Actions actions;
    private final Inputs inputs;
    private final OptionalInput<Path> output;

    AnalysisTools(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.inputs = inputs;
        this.output = inputs.path(
                Input.text("output_dir").alsoNamed("output").describedAs("folder for sbom.spdx.json; default: build/"));
    }

    void addTo(Catalog catalog) {
        catalog.add(size()).add(printedSize()).add(sbom());
    }

    private Tool size() {
        return Toolset.ANALYSIS
                .tool(
                        "size.run",
                        "Measure a build",
                        new Purpose(
                                "Flash and RAM used and left, by component or file, and the change since the previous"
                                        + " build.",
                                "a successful build",
                                "1 s",
                                "no such build"),
                        ToolAnnotations.READS,
                        (given, call) -> size(given))
                .takes(Inputs.TASK, DETAIL, DIFF, inputs.project())
                .returns(SizeResults.FIELD);
    }

    private ToolResult size(Arguments given) {
        SizeAnswer answer =
                actions.measureSize().run(inputs.succeeded(given).taskId(), given.get(DETAIL), given.find(DIFF));
        return ToolResult.structured(SizeResults.json(answer), SizeText.of(answer));
    }

    private Tool printedSize() {
        return Toolset.ANALYSIS
                .tool(
                        "parse_size_report",
                        "Read printed sizes",
                        new Purpose(
                                "Figures from pasted output of idf.py size, PlatformIO or Arduino, or a build's log.",
                                "a report or a build",
                                "<1 s",
                                "no sizes in the text"),
                        ToolAnnotations.READS,
                        (given, call) -> printedSize(given))
                .takes(Inputs.TASK, REPORT, inputs.project())
                .returns(SizeResults.FIELD);
    }

    private ToolResult printedSize(Arguments given) {
        String report = given.find(REPORT);
        if (report != null && given.find(Inputs.TASK) != null) {
            throw ToolFailures.exclusive("task_id", "report");
        }
        ReadSizes.Printed printed = report != null
                ? actions.readSizes().ofText(report)
                : actions.readSizes().ofTask(inputs.task(given).taskId());
        return ToolResult.structured(SizeResults.json(printed), SizeResults.text(printed));
    }

    private Tool sbom() {
        return Toolset.ANALYSIS
                .tool(
                        "sbom.create",
                        "Write a bill of materials",
                        new Purpose(
                                "Writes SPDX 2.3: ESP-IDF, toolchain and each linked component, with versions and digests.",
                                "a successful build",
                                "1 s",
                                "folder not writable"),
                        ToolAnnotations.WRITES.withIdempotent(),
                        (given, call) -> sbom(given))
                .takes(Inputs.TASK, output, inputs.project())
                .returns(Field.text("path"));
    }

    private ToolResult sbom(Arguments given) {
        String task = inputs.succeeded(given).taskId();
        WriteSbom sboms = actions.writeSbom();
        Path asked = given.find(output);
        WriteSbom.Written written = sboms.write(task, asked == null ? sboms.usualPlace(task) : file(asked));
        return ToolResult.structured(
                RecordJson.of(written),
                written.path() + ": SPDX 2.3, " + written.libraries() + " libraries, " + written.size()
                        + " bytes, sha256 " + written.sha256() + "\nof task " + written.taskId());
    }

    /// Returns the file for a folder. A name that ends as a JSON file is the file itself, as the older name of this
    /// input
    /// meant.
    private static Path file(Path asked) {
        return asked.toString().endsWith(".json") ? asked : asked.resolve("sbom.spdx.json");
    }
}
