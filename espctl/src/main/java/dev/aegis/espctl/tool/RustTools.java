package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.pack.PackAnswer;
import dev.aegis.espctl.pack.PackOptions;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Programs that were compiled elsewhere.
final class RustTools {
    private final Actions actions;

    RustTools(Actions actions) {
        this.actions = actions;
    }

    void addTo(Catalog catalog) {
        catalog.add(Tool.named(
                        "build.rust_elf",
                        "Pack an ELF file",
                        """
                        Makes cargo's ELF file flashable: image, bootloader, partition table, flash bundle. A build \
                        machine makes what is missing: wait with build.status.""",
                        Answers.telling((arguments, call) -> pack(arguments)))
                .takes(Schemas.object(
                        List.of("elf", "target"),
                        "elf",
                        Schemas.text(),
                        "target",
                        Schemas.text(),
                        "bootloader",
                        Schemas.text(),
                        "partition_table",
                        Schemas.text(),
                        "flash_mode",
                        Schemas.text(),
                        "flash_size",
                        Schemas.text(),
                        "flash_freq",
                        Schemas.text(),
                        "output_dir",
                        Schemas.text("default build/rust"),
                        "project",
                        Schemas.text()))
                .gives(Schemas.result("task_id", Schemas.text(), "status", Schemas.text()))
                .annotated(ToolAnnotations.WRITES.withOpenWorld())
                .inToolset("build"));
    }

    private ToolResult pack(JsonObject arguments) {
        Path elf = Objects.requireNonNullElse(Answers.path(arguments, "elf"), Path.of(""));
        PackAnswer answer = actions.packElf()
                .begin(new PackOptions(
                        elf,
                        Answers.path(arguments, "project"),
                        Answers.text(arguments, "target"),
                        Answers.path(arguments, "bootloader"),
                        Answers.path(arguments, "partition_table"),
                        Answers.text(arguments, "flash_mode"),
                        Answers.text(arguments, "flash_size"),
                        Answers.text(arguments, "flash_freq"),
                        Answers.path(arguments, "output_dir"),
                        null,
                        null));
        String next = next(answer);
        return ToolResult.structured(Answers.json(answer).with("next", next), text(answer) + "\nnext: " + next);
    }

    private static String next(PackAnswer answer) {
        return switch (answer.status()) {
            case "pending" -> TaskWords.follow(answer.taskId());
            case "succeeded" -> "artifacts.manifest or firmware.download {\"task_id\":\"" + answer.taskId() + "\"}";
            default -> answer.next();
        };
    }

    private static String text(PackAnswer answer) {
        StringBuilder text = new StringBuilder(answer.name())
                .append(" for ")
                .append(answer.target())
                .append(" is ")
                .append(answer.status())
                .append(", image of ")
                .append(answer.imageSize())
                .append(" bytes");
        if (answer.free() != null) {
            text.append(", ")
                    .append(answer.free())
                    .append(" free in partition ")
                    .append(answer.partition());
        }
        if (answer.bundle() != null) {
            text.append("\nbundle: ").append(answer.bundle());
        }
        if (answer.bootFrom() != null) {
            text.append("\nbootloader and partition table: ").append(answer.bootFrom());
        }
        answer.notes().forEach(note -> text.append("\nnote: ").append(note));
        if (!answer.missing().isEmpty()) {
            text.append("\nmissing: ").append(String.join(", ", answer.missing()));
        }
        return text.toString();
    }
}
