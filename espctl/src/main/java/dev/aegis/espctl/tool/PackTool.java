package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.pack.PackAnswer;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.PackRequest;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.input.Arguments;
import dev.aegis.mcp.input.Input;
import dev.aegis.mcp.input.OptionalInput;
import dev.aegis.mcp.tool.Field;
import dev.aegis.mcp.tool.TaskSupport;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import java.nio.file.Path;

/// `build.rust_elf`: packs a program that was compiled elsewhere.
final class PackTool {
    private static final OptionalInput<String> FLASH_MODE =
            Input.text("flash_mode").describedAs("such as dio");
    private static final OptionalInput<String> FLASH_SIZE =
            Input.text("flash_size").describedAs("such as 4MB");
    private static final OptionalInput<String> FLASH_FREQ =
            Input.text("flash_freq").describedAs("such as 80m");

    private final Actions actions;
    private final Input<Path> elf;
    private final OptionalInput<Path> bootloader;
    private final OptionalInput<Path> partitionTable;
    private final OptionalInput<Path> outputDir;
    private final OptionalInput<Path> project;

    PackTool(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.elf = inputs.requiredPath("elf", "ELF file that cargo linked");
        this.bootloader = inputs.path("bootloader", "file; default: built");
        this.partitionTable = inputs.path("partition_table", "file; default: built");
        this.outputDir = inputs.path("output_dir", "folder; default: build/rust");
        this.project = inputs.project();
    }

    void addTo(Catalog catalog) {
        catalog.add(Toolset.BUILD
                .tool(
                        "build.rust_elf",
                        "Pack an ELF file",
                        new Purpose(
                                "Makes cargo's ELF file flashable: image, bootloader, partition table, bundle.",
                                "an ELF file, often a login",
                                "1 s, or as build",
                                "an ELF file of another chip"),
                        ToolAnnotations.WRITES.withOpenWorld(),
                        (given, call) -> pack(given))
                .takes(
                        elf,
                        Inputs.REQUIRED_TARGET,
                        bootloader,
                        partitionTable,
                        FLASH_MODE,
                        FLASH_SIZE,
                        FLASH_FREQ,
                        outputDir,
                        project)
                .returns(Field.text("status"))
                .asTask(TaskSupport.KEPT));
    }

    private ToolResult pack(Arguments given) {
        PackAnswer answer = actions.packElf()
                .begin(new PackRequest(
                        new BuildRequest.Place(given.find(project), null),
                        given.get(elf),
                        given.get(Inputs.REQUIRED_TARGET),
                        new PackRequest.Boot(given.find(bootloader), given.find(partitionTable), null),
                        new PackRequest.Flash(given.find(FLASH_MODE), given.find(FLASH_SIZE), given.find(FLASH_FREQ)),
                        given.find(outputDir)));
        ToolResult result = ToolResult.structured(RecordJson.of(answer), text(answer));
        return switch (answer.status()) {
            case "pending" ->
                result.next(TaskResults.follow(answer.taskId()))
                        .continuesIn(
                                BuildTasks.name(actions, actions.showTasks().find(String.valueOf(answer.taskId()))));
            case "succeeded" -> result.next("artifacts.manifest", "task_id", answer.taskId());
            default ->
                ToolResult.structured(
                                RecordJson.of(answer).with("mode", answer.next()),
                                text(answer) + "\nplan-only mode: " + answer.next())
                        .next("doctor", "target", answer.subject().target());
        };
    }

    private static String text(PackAnswer answer) {
        StringBuilder text = new StringBuilder(answer.subject().name())
                .append(" for ")
                .append(answer.subject().target())
                .append(": ")
                .append(answer.status())
                .append(", image of ")
                .append(answer.subject().imageSize())
                .append(" bytes");
        if (answer.flash().free() != null) {
            text.append(", ")
                    .append(answer.flash().free())
                    .append(" free in partition ")
                    .append(answer.flash().partition());
        }
        if (answer.flash().bundle() != null) {
            text.append("\nbundle: ").append(answer.flash().bundle());
        }
        if (answer.flash().bootFrom() != null) {
            text.append("\nbootloader and partition table: ")
                    .append(answer.flash().bootFrom());
        }
        answer.notes().forEach(note -> text.append("\nnote: ").append(note));
        if (!answer.missing().isEmpty()) {
            text.append("\nmissing: ").append(String.join(", ", answer.missing()));
        }
        return text.toString();
    }
}
