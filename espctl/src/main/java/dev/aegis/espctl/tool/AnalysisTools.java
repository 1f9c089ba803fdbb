package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.inspect.ReadSizes;
import dev.aegis.espctl.inspect.SizeAnswer;
import dev.aegis.espctl.inspect.WriteSbom;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolFailure;
import dev.aegis.mcp.tool.ToolResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Questions about builds that are over.
final class AnalysisTools {
    private static final String SET = "analysis";

    private final Actions actions;

    AnalysisTools(Actions actions) {
        this.actions = actions;
    }

    void addTo(Catalog catalog) {
        catalog.add(
                Tool.named("size.run", "Measure a build", """
                        Flash and RAM a build uses and has left, what its components or files take, and what has \
                        changed since the build of this project and chip before it.""", Answers.telling((arguments, call) -> size(arguments)))
                        .takes(Schemas.object(
                                List.of(),
                                "task_id",
                                Schemas.text("task id; latest is the newest that succeeded")
                                        .with("default", "latest"),
                                "detail",
                                Schemas.choice("summary", "components", "files").with("default", "summary")))
                        .gives(Schemas.result(
                                "task_id", Schemas.text(), "detail", Schemas.text(), "size_report", SizeWords.schema()))
                        .annotated(ToolAnnotations.READS)
                        .inToolset(SET));
        catalog.add(Tool.named(
                        "parse_size_report",
                        "Read printed sizes",
                        """
                        Figures from text that idf.py size, size-components or size-files printed, in any format, or \
                        from a build's log. To measure a build, size.run says more.""",
                        Answers.telling((arguments, call) -> printed(arguments)))
                .takes(Schemas.object(
                        List.of(),
                        "task_id",
                        Schemas.text(Schemas.TASK),
                        "report",
                        Schemas.text("the printed text, instead of task_id").with("maxLength", 4_000_000)))
                .gives(Schemas.result("size_report", SizeWords.schema()))
                .annotated(ToolAnnotations.READS)
                .inToolset(SET));
        catalog.add(Tool.named(
                        "sbom.create",
                        "Write a bill of materials",
                        """
                        Writes SPDX 2.3 JSON: ESP-IDF, toolchain, and each component that the linker took, with \
                        versions and digests.""",
                        Answers.telling((arguments, call) -> sbom(arguments)))
                .takes(Schemas.object(
                        List.of(),
                        "task_id",
                        Schemas.task(),
                        "output",
                        Schemas.text("file; default: build/sbom.spdx.json of the project")))
                .gives(Schemas.result("path", Schemas.text(), "size", Schemas.number(), "sha256", Schemas.text()))
                .annotated(ToolAnnotations.WRITES.withIdempotent())
                .inToolset(SET));
    }

    private ToolResult size(JsonObject arguments) {
        SizeAnswer.Detail detail =
                SizeAnswer.Detail.valueOf(arguments.text("detail", "summary").toUpperCase(Locale.ROOT));
        SizeAnswer answer = actions.measureSize().run(arguments.text("task_id", "latest"), detail);
        return ToolResult.structured(SizeWords.json(answer), SizeWords.text(answer));
    }

    private ToolResult printed(JsonObject arguments) {
        Optional<String> report = arguments.findText("report");
        Optional<String> task = arguments.findText("task_id");
        if (report.isPresent() && task.isPresent()) {
            throw new ToolFailure(
                    "bad_arguments", "task_id and report exclude each other", "call again with one of them");
        }
        ReadSizes.Printed printed = report.isPresent()
                ? actions.readSizes().ofText(report.get())
                : actions.readSizes().ofTask(task.orElse("latest"));
        return ToolResult.structured(SizeWords.json(printed), SizeWords.text(printed));
    }

    private ToolResult sbom(JsonObject arguments) {
        String task = arguments.text("task_id", "latest");
        WriteSbom sboms = actions.writeSbom();
        Path asked = Answers.path(arguments, "output");
        WriteSbom.Written written = sboms.write(task, asked == null ? sboms.usualPlace(task) : asked);
        return ToolResult.structured(
                Answers.json(written),
                written.path() + ": SPDX 2.3, " + written.libraries() + " libraries, " + written.size()
                        + " bytes, sha256 " + written.sha256());
    }
}
