package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.history.CollectFirmware;
import dev.aegis.espctl.history.ShowTasks;
import dev.aegis.firmware.bundle.FlashManifest;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.input.Input;
import dev.aegis.mcp.input.OptionalInput;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Field;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import dev.aegis.protocol.session.Artifact;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/// The files of finished builds.
final class FirmwareTools {
    private static final OptionalInput<String> JOB =
            Input.text("job_id").describedAs("a job of the task, instead of task_id");
    private static final Field[] COPIED = {Field.text("path"), Field.integer("size"), Field.text("sha256")};

    private final Actions actions;
    private final OptionalInput<Path> bundleFolder;
    private final OptionalInput<Path> elfFolder;

    FirmwareTools(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.bundleFolder = inputs.path("output_dir", "folder; default: the project's build/");
        this.elfFolder = inputs.path("output_dir", "folder; default: leave it in build/");
    }

    void addTo(Catalog catalog) {
        catalog.add(list()).add(manifest()).add(flashable()).add(bundle()).add(elf());
    }

    private Tool list() {
        return Toolset.FIRMWARE
                .tool(
                        "list_artifacts",
                        "List a build's files",
                        """
                        Everything a build left in build/, by purpose, each with path, size and SHA-256. With target: \
                        the newest build of this project for that chip.""",
                        ToolAnnotations.READS,
                        (given, call) -> list(given))
                .takes(Inputs.GIVEN_TASK, Inputs.TARGET)
                .returns(Field.text("build_dir"), Field.object("artifacts"))
                .alsoNamed("artifacts.list");
    }

    private ToolResult list(Arguments given) {
        ShowTasks.Artifacts found = actions.showTasks().artifacts(taskOrNewestFor(given));
        JsonObject json = RecordJson.of(found);
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

    private String taskOrNewestFor(Arguments given) {
        String task = given.find(Inputs.GIVEN_TASK);
        if (task != null) {
            return task;
        }
        String target = given.find(Inputs.TARGET);
        return target == null
                ? "latest"
                : actions.collectFirmware().newestFor(target).taskId();
    }

    private Tool manifest() {
        return Toolset.FIRMWARE
                .tool(
                        "artifacts.manifest",
                        "Read the flash manifest",
                        """
                        How a build is flashed: chip, flash mode, size and frequency, and for each file its offset, \
                        size and SHA-256.""",
                        ToolAnnotations.READS,
                        (given, call) -> manifest(given))
                .takes(Inputs.TASK)
                .returns(Field.text("chip"), Field.list("parts"));
    }

    private ToolResult manifest(Arguments given) {
        FlashManifest manifest = actions.collectFirmware().manifest(given.get(Inputs.TASK));
        String parts = manifest.parts().stream()
                .map(part ->
                        "0x" + Long.toHexString(part.offset()) + "  " + part.path() + "  " + part.size() + " bytes")
                .collect(Collectors.joining("\n"));
        return ToolResult.structured(
                RecordJson.of(manifest),
                manifest.name() + " for " + manifest.chip() + ", ESP-IDF " + manifest.idfVersion() + ", flash "
                        + manifest.flashMode() + " " + manifest.flashSize() + " " + manifest.flashFreq() + "\n"
                        + parts);
    }

    private Tool flashable() {
        return Toolset.FIRMWARE
                .tool(
                        "firmware.list",
                        "List what is flashed",
                        "The files of a build that are written into flash, with their offsets.",
                        ToolAnnotations.READS,
                        (given, call) -> flashable(given))
                .takes(Inputs.TASK)
                .returns(Field.text("task_id"), Field.text("target"), Field.list("parts"));
    }

    private ToolResult flashable(Arguments given) {
        CollectFirmware.Flashable found = actions.collectFirmware().list(given.get(Inputs.TASK));
        String parts = found.parts().stream().map(FirmwareTools::line).collect(Collectors.joining("\n"));
        return ToolResult.structured(
                RecordJson.of(found),
                "task " + found.taskId() + " for " + found.target() + " in " + found.buildDir() + "\n" + parts
                        + "\nnext: firmware.download {\"task_id\":\"" + found.taskId() + "\"}");
    }

    private static String line(Artifact part) {
        Long offset = part.flashOffset();
        return (offset == null ? "" : "0x" + Long.toHexString(offset) + "  ") + part.path() + "  " + part.size()
                + " bytes";
    }

    private Tool bundle() {
        return Toolset.FIRMWARE
                .tool(
                        "firmware.download",
                        "Get the flash bundle",
                        """
                        Writes flash_bundle.tar.gz (manifest.json and all files to flash, verified) into output_dir.""",
                        ToolAnnotations.WRITES.withIdempotent(),
                        (given, call) ->
                                copied(actions.collectFirmware().bundle(taskOrJob(given), given.find(bundleFolder))))
                .takes(Inputs.GIVEN_TASK, JOB, bundleFolder)
                .returns(COPIED);
    }

    private String taskOrJob(Arguments given) {
        String task = given.find(Inputs.GIVEN_TASK);
        String job = given.find(JOB);
        if (job == null) {
            return task == null ? "latest" : task;
        }
        if (task != null) {
            throw ToolFailures.exclusive("task_id", "job_id");
        }
        return actions.showTasks().ofJob(job).taskId();
    }

    private Tool elf() {
        return Toolset.FIRMWARE
                .tool(
                        "elf.download",
                        "Get the ELF file",
                        """
                        Verifies the ELF file with its debug information, and copies it into output_dir.""",
                        ToolAnnotations.WRITES.withIdempotent(),
                        (given, call) ->
                                copied(actions.collectFirmware().elf(given.get(Inputs.TASK), given.find(elfFolder))))
                .takes(Inputs.TASK, elfFolder)
                .returns(COPIED);
    }

    private static ToolResult copied(CollectFirmware.Copied copied) {
        return ToolResult.structured(
                RecordJson.of(copied), copied.path() + ", " + copied.size() + " bytes, sha256 " + copied.sha256());
    }
}
