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

    private static final Input<String> MEASURED_TASK = Input.text("task_id")
            .describedAs("task id; latest is the newest that succeeded")
            .byDefault("latest");
    private static final Input<SizeAnswer.Detail> DETAIL =
            Input.choice("detail", SizeAnswer.Detail.class).byDefault(SizeAnswer.Detail.SUMMARY);
    private static final OptionalInput<String> REPORT = Input.text("report")
            .describedAs("the printed text, instead of task_id")
            .atMost(4_000_000);

    private final Actions actions;
    private final OptionalInput<Path> output;

    AnalysisTools(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.output = inputs.path("output", "file; default: build/sbom.spdx.json of the project");
    }

    void addTo(Catalog catalog) {
        catalog.add(size()).add(printedSize()).add(sbom());
    }

    private Tool size() {
        return Toolset.ANALYSIS
                .tool("size.run", "Measure a build", """
                        Flash and RAM a build uses and has left, the sizes of its components or files, and the changes \
                        since the previous build of this project and chip.""", ToolAnnotations.READS, (given, call) -> size(given))
                .takes(MEASURED_TASK, DETAIL)
                .returns(Field.text("task_id"), Field.text("detail"), SizeResults.FIELD);
    }

    private ToolResult size(Arguments given) {
        SizeAnswer answer = actions.measureSize().run(given.get(MEASURED_TASK), given.get(DETAIL));
        return ToolResult.structured(SizeResults.json(answer), SizeText.of(answer));
    }

    private Tool printedSize() {
        return Toolset.ANALYSIS
                .tool(
                        "parse_size_report",
                        "Read printed sizes",
                        """
                        Figures from text that idf.py size, size-components or size-files, PlatformIO or Arduino \
                        printed, in any format, or from a build's log. To measure a build, size.run gives more.""",
                        ToolAnnotations.READS,
                        (given, call) -> printedSize(given))
                .takes(Inputs.GIVEN_TASK, REPORT)
                .returns(SizeResults.FIELD);
    }

    private ToolResult printedSize(Arguments given) {
        String report = given.find(REPORT);
        String task = given.find(Inputs.GIVEN_TASK);
        if (report != null && task != null) {
            throw ToolFailures.exclusive("task_id", "report");
        }
        ReadSizes.Printed printed = report != null
                ? actions.readSizes().ofText(report)
                : actions.readSizes().ofTask(task == null ? "latest" : task);
        return ToolResult.structured(SizeResults.json(printed), SizeResults.text(printed));
    }

    private Tool sbom() {
        return Toolset.ANALYSIS
                .tool(
                        "sbom.create",
                        "Write a bill of materials",
                        """
                        Writes SPDX 2.3 JSON: ESP-IDF, toolchain, and each component that was linked, with versions \
                        and digests.""",
                        ToolAnnotations.WRITES.withIdempotent(),
                        (given, call) -> sbom(given))
                .takes(Inputs.TASK, output)
                .returns(Field.text("path"), Field.integer("size"), Field.text("sha256"));
    }

    private ToolResult sbom(Arguments given) {
        String task = given.get(Inputs.TASK);
        WriteSbom sboms = actions.writeSbom();
        Path asked = given.find(output);
        WriteSbom.Written written = sboms.write(task, asked == null ? sboms.usualPlace(task) : asked);
        return ToolResult.structured(
                RecordJson.of(written),
                written.path() + ": SPDX 2.3, " + written.libraries() + " libraries, " + written.size()
                        + " bytes, sha256 " + written.sha256());
    }
}
