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
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import java.nio.file.Path;

/// `build.rust_elf`: packs a program that was compiled elsewhere.
final class PackTool {
    private static final Input<String> TARGET = Input.text("target").required();
    private static final OptionalInput<String> FLASH_MODE = Input.text("flash_mode");
    private static final OptionalInput<String> FLASH_SIZE = Input.text("flash_size");
    private static final OptionalInput<String> FLASH_FREQ = Input.text("flash_freq");

    private final Actions actions;
    private final Input<Path> elf;
    private final OptionalInput<Path> bootloader;
    private final OptionalInput<Path> partitionTable;
    private final OptionalInput<Path> outputDir;
    private final OptionalInput<Path> project;

    PackTool(Actions actions, Inputs inputs) {
        this.actions = actions;
        this.elf = inputs.requiredPath("elf");
        this.bootloader = inputs.path(Input.text("bootloader"));
        this.partitionTable = inputs.path(Input.text("partition_table"));
        this.outputDir = inputs.path("output_dir", "default build/rust");
        this.project = inputs.path(Input.text("project"));
    }

    void addTo(Catalog catalog) {
        catalog.add(Toolset.BUILD
                .tool(
                        "build.rust_elf",
                        "Pack an ELF file",
                        """
                        Makes cargo's ELF file flashable: image, bootloader, partition table, flash bundle. A build \
                        machine makes what is missing: wait with build.status.""",
                        ToolAnnotations.WRITES.withOpenWorld(),
                        (given, call) -> pack(given))
                .takes(elf, TARGET, bootloader, partitionTable, FLASH_MODE, FLASH_SIZE, FLASH_FREQ, outputDir, project)
                .returns(Field.text("task_id"), Field.text("status")));
    }

    private ToolResult pack(Arguments given) {
        PackAnswer answer = actions.packElf()
                .begin(new PackRequest(
                        new BuildRequest.Place(given.find(project), null),
                        given.get(elf),
                        given.get(TARGET),
                        new PackRequest.Boot(given.find(bootloader), given.find(partitionTable), null),
                        new PackRequest.Flash(given.find(FLASH_MODE), given.find(FLASH_SIZE), given.find(FLASH_FREQ)),
                        given.find(outputDir)));
        String next = next(answer);
        return ToolResult.structured(RecordJson.of(answer).with("next", next), text(answer) + "\nnext: " + next);
    }

    private static String next(PackAnswer answer) {
        return switch (answer.status()) {
            case "pending" -> TaskResults.follow(answer.taskId());
            case "succeeded" -> "artifacts.manifest or firmware.download {\"task_id\":\"" + answer.taskId() + "\"}";
            default -> answer.next();
        };
    }

    private static String text(PackAnswer answer) {
        StringBuilder text = new StringBuilder(answer.subject().name())
                .append(" for ")
                .append(answer.subject().target())
                .append(" is ")
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
