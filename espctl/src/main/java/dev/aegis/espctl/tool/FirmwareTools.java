package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.history.CollectFirmware;
import dev.aegis.espctl.history.RunsOn;
import dev.aegis.espctl.history.ShowTasks;
import dev.aegis.espctl.request.FlashCommandLine;
import dev.aegis.espctl.tasks.TaskRecord;
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
            Input.text("job_id").describedAs("of the build, in place of task_id");
    private static final Field[] COPIED = {Field.text("path")};

    private final Actions actions;
    private final Inputs inputs;
    private final OptionalInput<Path> bundleFolder;
    private final OptionalInput<Path> elfFolder;

    FirmwareTools(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.inputs = inputs;
        this.bundleFolder = inputs.path("output_dir", "folder; default: the project's build/");
        this.elfFolder = inputs.path("output_dir", "folder; default: stays in build/");
    }

    void addTo(Catalog catalog) {
        catalog.add(list()).add(manifest()).add(flashable()).add(bundle()).add(elf());
    }

    private Tool list() {
        return Toolset.FIRMWARE
                .tool(
                        "list_artifacts",
                        "List a build's files",
                        new Purpose(
                                "Everything a build left in build/, by purpose, with path, size and SHA-256.",
                                "a successful build",
                                "<1 s",
                                "no such build"),
                        ToolAnnotations.READS,
                        (given, call) -> list(given))
                .takes(Inputs.TASK, Inputs.TARGET, inputs.project())
                .returns(Field.object("artifacts"))
                .alsoNamed("artifacts.list");
    }

    private ToolResult list(Arguments given) {
        ShowTasks.Artifacts found = actions.showTasks().artifacts(task(given).taskId());
        JsonObject json = RecordJson.of(found);
        StringBuilder text = new StringBuilder("task " + found.taskId() + " left in " + found.buildDir()
                + (found.replacedBy() == null
                        ? ":"
                        : ", replaced since by the files of task " + found.replacedBy() + ":"));
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
        text.append(sentence(found.runsOn()));
        return ToolResult.structured(json, text.toString()).next("artifacts.manifest", "task_id", found.taskId());
    }

    private TaskRecord task(Arguments given) {
        String target = given.find(Inputs.TARGET);
        return target == null || given.find(Inputs.TASK) != null
                ? inputs.succeeded(given)
                : actions.chooseTask().succeededFor(target, given.find(inputs.project()));
    }

    private Tool manifest() {
        return Toolset.FIRMWARE
                .tool(
                        "artifacts.manifest",
                        "Read the flash manifest",
                        new Purpose(
                                "How a build is flashed: chip, flash settings, offset and SHA-256 of each file.",
                                "a successful build",
                                "<1 s",
                                "replaced by a later build"),
                        ToolAnnotations.READS,
                        (given, call) -> manifest(given))
                .takes(Inputs.TASK, inputs.project())
                .returns(Field.list("parts"));
    }

    private ToolResult manifest(Arguments given) {
        TaskRecord task = inputs.succeeded(given);
        FlashManifest manifest = actions.collectFirmware().manifest(task.taskId());
        Path folder = Path.of(task.project()).resolve(task.buildFolder());
        String flash = new FlashCommandLine(
                        manifest.chip(),
                        null,
                        manifest.parts().stream()
                                .map(part -> new FlashCommandLine.Part(part.offset(), folder.resolve(part.path())))
                                .toList())
                .text(Path.of(""));
        String parts = manifest.parts().stream()
                .map(part ->
                        "0x" + Long.toHexString(part.offset()) + "  " + part.path() + "  " + part.size() + " bytes")
                .collect(Collectors.joining("\n"));
        return ToolResult.structured(
                        RecordJson.of(manifest).with("flash_command", flash),
                        manifest.name() + " for " + manifest.chip() + ", ESP-IDF " + manifest.idfVersion() + ", flash "
                                + manifest.flashMode() + " " + manifest.flashSize() + " " + manifest.flashFreq()
                                + manifest.silicon()
                                        .runsOn()
                                        .map(sentence -> "\n" + sentence)
                                        .orElse("") + "\n"
                                + parts + "\na person flashes it with: " + flash)
                .next("firmware.download", "task_id", task.taskId());
    }

    private Tool flashable() {
        return Toolset.FIRMWARE
                .tool(
                        "firmware.list",
                        "List what is flashed",
                        new Purpose(
                                "The files of a build that go into flash, with offsets.",
                                "a successful build",
                                "<1 s",
                                "no such build"),
                        ToolAnnotations.READS,
                        (given, call) -> flashable(given))
                .takes(Inputs.TASK, inputs.project())
                .returns(Field.list("parts"));
    }

    private ToolResult flashable(Arguments given) {
        CollectFirmware.Flashable found =
                actions.collectFirmware().list(inputs.succeeded(given).taskId());
        String parts = found.parts().stream().map(FirmwareTools::line).collect(Collectors.joining("\n"));
        return ToolResult.structured(
                        RecordJson.of(found),
                        "task " + found.taskId() + " for " + found.target() + " in " + found.buildDir()
                                + sentence(found.runsOn()) + "\n" + parts)
                .next("firmware.download", "task_id", found.taskId());
    }

    private static String sentence(RunsOn chips) {
        return chips.runsOn() == null ? "" : "\n" + chips.runsOn();
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
                        new Purpose(
                                "Writes flash_bundle.tar.gz (manifest.json and all files to flash, verified).",
                                "a successful build",
                                "1 s",
                                "replaced by a later build"),
                        ToolAnnotations.WRITES.withIdempotent(),
                        (given, call) ->
                                copied(actions.collectFirmware().bundle(taskOrJob(given), given.find(bundleFolder))))
                .takes(Inputs.TASK, JOB, bundleFolder, inputs.project())
                .returns(COPIED);
    }

    private String taskOrJob(Arguments given) {
        String job = given.find(JOB);
        if (job == null) {
            return inputs.succeeded(given).taskId();
        }
        if (given.find(Inputs.TASK) != null) {
            throw ToolFailures.exclusive("task_id", "job_id");
        }
        return actions.showTasks().ofJob(job).taskId();
    }

    private Tool elf() {
        return Toolset.FIRMWARE
                .tool(
                        "elf.download",
                        "Get the ELF file",
                        new Purpose(
                                "Verifies the ELF file with debug information, and copies it.",
                                "a successful build",
                                "1 s",
                                "replaced by a later build"),
                        ToolAnnotations.WRITES.withIdempotent(),
                        (given, call) -> copied(actions.collectFirmware()
                                .elf(inputs.succeeded(given).taskId(), given.find(elfFolder))))
                .takes(Inputs.TASK, elfFolder, inputs.project())
                .returns(COPIED);
    }

    private static ToolResult copied(CollectFirmware.Copied copied) {
        return ToolResult.structured(
                RecordJson.of(copied),
                copied.path() + ", " + copied.size() + " bytes, sha256 " + copied.sha256() + "\nof task "
                        + copied.taskId());
    }
}
