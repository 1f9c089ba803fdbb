package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.history.CollectFirmware;
import dev.aegis.espctl.history.ShowTasks;
import dev.aegis.firmware.bundle.FlashManifest;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolFailure;
import dev.aegis.mcp.tool.ToolResult;
import dev.aegis.protocol.session.Artifact;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What builds have left.
final class FirmwareTools {
    private final Actions actions;

    FirmwareTools(Actions actions) {
        this.actions = actions;
    }

    void addTo(Catalog catalog) {
        catalog.add(Tool.named(
                        "list_artifacts",
                        "List a build's files",
                        """
                        Everything a build left in build/, by purpose, each with path, size and SHA-256. With target: \
                        the newest build of this project for that chip.""",
                        Answers.telling((arguments, call) -> list(arguments)))
                .takes(Schemas.object(List.of(), "task_id", Schemas.text(Schemas.TASK), "target", Schemas.target()))
                .gives(Schemas.result("build_dir", Schemas.text(), "artifacts", JsonObject.of("type", "object")))
                .annotated(ToolAnnotations.READS)
                .inToolset("firmware")
                .alsoNamed("artifacts.list"));
        catalog.add(Tool.named(
                        "artifacts.manifest",
                        "Read the flash manifest",
                        """
                        How a build is flashed: chip, flash mode, size and frequency, and for each file its offset, \
                        size and SHA-256.""",
                        Answers.telling((arguments, call) -> manifest(arguments)))
                .takes(Schemas.object(List.of(), "task_id", Schemas.task()))
                .gives(Schemas.result("chip", Schemas.text(), "parts", Schemas.list()))
                .annotated(ToolAnnotations.READS)
                .inToolset("firmware"));
        catalog.add(Tool.named(
                        "firmware.list",
                        "List what is flashed",
                        """
                        The files of a build that are written into flash, with their offsets.""",
                        Answers.telling((arguments, call) -> flashable(arguments)))
                .takes(Schemas.object(List.of(), "task_id", Schemas.task()))
                .gives(Schemas.result("task_id", Schemas.text(), "target", Schemas.text(), "parts", Schemas.list()))
                .annotated(ToolAnnotations.READS)
                .inToolset("firmware"));
        catalog.add(Tool.named(
                        "firmware.download",
                        "Get the flash bundle",
                        """
                        Writes flash_bundle.tar.gz (manifest.json and all files to flash, verified) into output_dir.""",
                        Answers.telling((arguments, call) -> copied(actions.collectFirmware()
                                .bundle(taskOrJob(arguments), Answers.path(arguments, "output_dir")))))
                .takes(Schemas.object(
                        List.of(),
                        "task_id",
                        Schemas.text(Schemas.TASK),
                        "job_id",
                        Schemas.text("a job of the task, instead of task_id"),
                        "output_dir",
                        Schemas.text("folder; default: the project's build/")))
                .gives(copied())
                .annotated(ToolAnnotations.WRITES.withIdempotent())
                .inToolset("firmware"));
        catalog.add(Tool.named(
                        "elf.download",
                        "Get the ELF file",
                        """
                        Verifies the ELF file with its debug information, and copies it into output_dir.""",
                        Answers.telling((arguments, call) -> copied(
                                actions.collectFirmware().elf(task(arguments), Answers.path(arguments, "output_dir")))))
                .takes(Schemas.object(
                        List.of(),
                        "task_id",
                        Schemas.task(),
                        "output_dir",
                        Schemas.text("folder; default: leave it in build/")))
                .gives(copied())
                .annotated(ToolAnnotations.WRITES.withIdempotent())
                .inToolset("firmware"));
    }

    private static JsonObject copied() {
        return Schemas.result("path", Schemas.text(), "size", Schemas.number(), "sha256", Schemas.text());
    }

    private static String task(JsonObject arguments) {
        return arguments.text("task_id", "latest");
    }

    private String taskOrJob(JsonObject arguments) {
        String job = Answers.text(arguments, "job_id");
        if (job == null) {
            return task(arguments);
        }
        if (arguments.has("task_id")) {
            throw new ToolFailure(
                    "bad_arguments", "task_id and job_id exclude each other", "call again with one of them");
        }
        return actions.showTasks().ofJob(job).taskId();
    }

    private ToolResult list(JsonObject arguments) {
        String task = arguments
                .findText("task_id")
                .orElseGet(() -> arguments
                        .findText("target")
                        .map(target ->
                                actions.collectFirmware().newestFor(target).taskId())
                        .orElse("latest"));
        ShowTasks.Artifacts found = actions.showTasks().artifacts(task);
        JsonObject json = Answers.json(found);
        StringBuilder text = new StringBuilder("task " + found.taskId() + " left in " + found.buildDir() + ":");
        for (Map.Entry<String, Json> role : json.object("artifacts").fields().entrySet()) {
            json.object("artifacts")
                    .array(role.getKey())
                    .objects()
                    .forEach(file -> text.append("\n")
                            .append(role.getKey())
                            .append("  ")
                            .append(file.text("path", ""))
                            .append("  ")
                            .append(file.whole("size", 0))
                            .append(" bytes"));
        }
        return ToolResult.structured(json, text.toString());
    }

    private ToolResult manifest(JsonObject arguments) {
        FlashManifest manifest = actions.collectFirmware().manifest(task(arguments));
        String parts = manifest.parts().stream()
                .map(part ->
                        "0x" + Long.toHexString(part.offset()) + "  " + part.path() + "  " + part.size() + " bytes")
                .collect(Collectors.joining("\n"));
        return ToolResult.structured(
                Answers.json(manifest),
                manifest.name() + " for " + manifest.chip() + ", ESP-IDF " + manifest.idfVersion() + ", flash "
                        + manifest.flashMode() + " " + manifest.flashSize() + " " + manifest.flashFreq() + "\n"
                        + parts);
    }

    private ToolResult flashable(JsonObject arguments) {
        CollectFirmware.Flashable found = actions.collectFirmware().list(task(arguments));
        String parts = found.parts().stream().map(FirmwareTools::line).collect(Collectors.joining("\n"));
        return ToolResult.structured(
                Answers.json(found),
                "task " + found.taskId() + " for " + found.target() + " in " + found.buildDir() + "\n" + parts
                        + "\nnext: firmware.download {\"task_id\":\"" + found.taskId() + "\"}");
    }

    private static String line(Artifact part) {
        Long offset = part.flashOffset();
        return (offset == null ? "" : "0x" + Long.toHexString(offset) + "  ") + part.path() + "  " + part.size()
                + " bytes";
    }

    private static ToolResult copied(CollectFirmware.Copied copied) {
        return ToolResult.structured(
                Answers.json(copied), copied.path() + ", " + copied.size() + " bytes, sha256 " + copied.sha256());
    }
}
