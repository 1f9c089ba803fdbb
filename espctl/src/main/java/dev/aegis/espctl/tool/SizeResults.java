package dev.aegis.espctl.tool;

import dev.aegis.espctl.inspect.ReadSizes;
import dev.aegis.espctl.inspect.SizeAnswer;
import dev.aegis.espctl.inspect.SizeText;
import dev.aegis.firmware.size.AppImageSize;
import dev.aegis.firmware.size.SizeDifference;
import dev.aegis.firmware.size.SizeReport;
import dev.aegis.firmware.size.SizeReport.Share;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.tool.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sizes as data. The largest come first; the others are only counted.
final class SizeResults {
    private static final int MAX_SHARES = 20;
    private static final int MAX_CHANGES = 10;

    static final Field FIELD = Field.object(
            "size_report",
            Field.integer("flash_used"),
            Field.integer("flash_remaining"),
            Field.integer("ram_used"),
            Field.integer("ram_remaining"));

    private SizeResults() {}

    static JsonObject json(SizeAnswer answer) {
        JsonObject report = figures(answer.report())
                .withPresent("image_size", answer.sizeReport().imageSize())
                .withPresent("partition_size", answer.sizeReport().partitionSize());
        JsonObject json = JsonObject.of(
                "task_id",
                answer.taskId(),
                "target",
                answer.target(),
                "detail",
                answer.detail().wire(),
                "size_report",
                report);
        SizeAnswer.Previous previous = answer.previous();
        if (previous == null) {
            return json;
        }
        SizeDifference difference = previous.difference();
        return json.with(
                "previous",
                JsonObject.of(
                        "task_id",
                        previous.taskId(),
                        "profile",
                        previous.profile(),
                        "flash_by",
                        difference.flash(),
                        "ram_by",
                        difference.ram(),
                        "memories",
                        changes(difference.memories()),
                        "components",
                        changes(difference.components()),
                        "more_components",
                        Math.max(0, difference.components().size() - MAX_CHANGES)));
    }

    static JsonObject json(ReadSizes.Printed printed) {
        SizeReport report = printed.report();
        AppImageSize room = printed.room();
        JsonObject figures = report == null ? JsonObject.EMPTY : figures(report);
        if (room != null) {
            figures = figures.with("image_size", room.imageSize())
                    .with("partition_size", room.partitionSize())
                    .with("flash_remaining", room.flashRemaining());
        }
        return JsonObject.EMPTY.withPresent("task_id", printed.taskId()).with("size_report", figures);
    }

    static String text(ReadSizes.Printed printed) {
        SizeReport report = printed.report();
        AppImageSize room = printed.room();
        String image = room == null
                ? ""
                : room.image() + ": " + room.imageSize() + " bytes, " + room.flashRemaining() + " of "
                        + room.partitionSize() + " left in the smallest app partition";
        return report == null ? image + "\nnext: size.run for RAM and components" : SizeText.of(report, null) + image;
    }

    private static JsonObject figures(SizeReport report) {
        JsonObject figures = JsonObject.of("flash_used", report.flashUsed())
                .withPresent("flash_remaining", report.flashRemaining())
                .with("ram_used", report.ramUsed())
                .withPresent("ram_remaining", report.ramRemaining())
                .with(
                        "memories",
                        report.memories().stream()
                                .map(memory -> JsonObject.of("name", memory.name(), "used", memory.used())
                                        .withPresent("total", total(memory)))
                                .toList());
        figures = shares(figures, "components", report.components());
        return shares(figures, "files", report.files());
    }

    /// Returns the size of a memory. For flash it is null: the report has its address range, which is much larger
    /// than the flash of a chip.
    private static @Nullable Long total(SizeReport.Memory memory) {
        return memory.name().startsWith("Flash") ? null : memory.total();
    }

    private static JsonObject shares(JsonObject figures, String name, List<Share> shares) {
        if (shares.isEmpty()) {
            return figures;
        }
        return figures.with(
                        name,
                        shares.stream()
                                .limit(MAX_SHARES)
                                .map(share -> JsonObject.of(
                                        "name",
                                        share.name(),
                                        "size",
                                        share.size(),
                                        "memories",
                                        RecordJson.of(share).object("memories")))
                                .toList())
                .with("more_" + name, Math.max(0, shares.size() - MAX_SHARES));
    }

    private static List<JsonObject> changes(List<SizeDifference.Change> changes) {
        return changes.stream()
                .limit(MAX_CHANGES)
                .map(change -> JsonObject.of(
                        "name", change.name(), "before", change.before(), "after", change.after(), "by", change.by()))
                .toList();
    }
}
