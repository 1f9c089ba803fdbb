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

    static final Field FIELD = Field.object("size_report");

    private SizeResults() {}

    static JsonObject json(SizeAnswer answer) {
        JsonObject json = JsonObject.of(
                "task_id",
                answer.taskId(),
                "target",
                answer.target(),
                "detail",
                answer.detail().wire(),
                "size_report",
                figures(answer.sizeReport()));
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
        JsonObject figures = report != null
                ? figures(report)
                : room == null ? JsonObject.EMPTY : flash(room.imageSize(), room.partitionSize(), JsonObject.EMPTY);
        return JsonObject.EMPTY
                .withPresent("task_id", printed.taskId())
                .with("size_report", figures)
                .withPresent("note", printed.note());
    }

    static String text(ReadSizes.Printed printed) {
        SizeReport report = printed.report();
        AppImageSize room = printed.room();
        String image = room == null ? "" : room(room);
        String note = printed.note() == null ? "" : "\n" + printed.note();
        return (report == null ? image : SizeText.of(report, null) + image) + note;
    }

    private static String room(AppImageSize room) {
        long left = room.partitionSize() - room.imageSize();
        return room.image() + ": " + room.imageSize() + " bytes, "
                + (left < 0
                        ? -left + " too large for the smallest app partition of " + room.partitionSize()
                        : left + " of " + room.partitionSize() + " left in the smallest app partition");
    }

    private static JsonObject flash(@Nullable Long image, @Nullable Long partition, JsonObject json) {
        JsonObject flash = json.withPresent("image_size", image).withPresent("partition_size", partition);
        if (image == null || partition == null) {
            return flash;
        }
        return image > partition
                ? flash.with("flash_overflow", image - partition)
                : flash.with("flash_remaining", partition - image);
    }

    private static JsonObject figures(SizeReport report) {
        JsonObject figures = JsonObject.of("flash_used", report.flashUsed())
                .withPresent("flash_remaining", report.flashRemaining())
                .withPresent("flash_overflow", report.flashOverflow())
                .withPresent("image_size", report.imageSize())
                .withPresent("partition_size", report.partitionSize())
                .with("ram_used", report.ramUsed())
                .withPresent("ram_remaining", report.ramRemaining())
                .with(
                        "memories",
                        report.memories().stream().map(SizeResults::memory).toList());
        figures = shares(figures, "components", report.components());
        return shares(figures, "files", report.files());
    }

    private static JsonObject memory(SizeReport.Memory memory) {
        Long total = memory.total();
        JsonObject json = JsonObject.of("name", memory.name(), "used", memory.used())
                .withPresent("free", memory.free())
                .withPresent("total", total)
                .withPresent("overflow", memory.overflow());
        return total == null || total == 0
                ? json
                : json.with("used_percent", Math.round(1000.0 * memory.used() / total) / 10.0);
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
