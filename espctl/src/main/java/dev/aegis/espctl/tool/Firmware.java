package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.inspect.SizeAnswer;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.firmware.size.SizeReport;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.TaskResult;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The firmware that a build has left: where it is, and its size.
///
/// @param path of the application's image, or of the folder of a build without one
/// @param size bytes of the image
/// @param sizes null if the build cannot be measured, such as after its files were removed
record Firmware(String path, @Nullable Long size, @Nullable SizeReport sizes) {
    static Firmware of(Actions actions, TaskRecord task) {
        Path root = Path.of(task.project());
        Optional<Artifact> image = image(task);
        return new Firmware(
                root.resolve(image.map(Artifact::path).orElse(task.buildFolder()))
                        .toString(),
                image.map(Artifact::size).orElse(null),
                image.isEmpty() ? null : sizes(actions, task));
    }

    private static Optional<Artifact> image(TaskRecord task) {
        TaskResult result = task.result();
        return result == null
                ? Optional.empty()
                : result.artifacts().stream()
                        .filter(artifact -> artifact.role() == Artifact.Role.FIRMWARE)
                        .findFirst();
    }

    private static @Nullable SizeReport sizes(Actions actions, TaskRecord task) {
        try {
            return actions.measureSize()
                    .run(task.taskId(), SizeAnswer.Detail.SUMMARY)
                    .sizeReport();
        } catch (Failure unmeasured) {
            return null;
        }
    }

    JsonObject json() {
        JsonObject json = JsonObject.of("path", path).withPresent("size", size);
        return sizes == null
                ? json
                : json.withPresent("partition_size", sizes.partitionSize())
                        .withPresent("flash_remaining", sizes.flashRemaining())
                        .withPresent("flash_overflow", sizes.flashOverflow())
                        .with("ram_used", sizes.ramUsed())
                        .withPresent("ram_remaining", sizes.ramRemaining());
    }

    /// @param sized whether the sizes are told nowhere else
    String text(boolean sized) {
        if (size == null) {
            return "files: " + path;
        }
        if (!sized) {
            return "firmware: " + path;
        }
        StringBuilder text = new StringBuilder("firmware: ")
                .append(path)
                .append(", ")
                .append(size)
                .append(" bytes");
        if (sizes != null && sizes.flashRemaining() != null) {
            text.append(", ")
                    .append(sizes.flashRemaining())
                    .append(" of ")
                    .append(sizes.partitionSize())
                    .append(" left in the smallest app partition");
        }
        if (sizes != null) {
            text.append("; RAM ").append(sizes.ramUsed()).append(" bytes");
        }
        return text.toString();
    }
}
