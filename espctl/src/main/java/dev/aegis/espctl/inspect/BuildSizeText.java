package dev.aegis.espctl.inspect;

import dev.aegis.firmware.size.SizeSummary;
import org.jspecify.annotations.Nullable;

/// The text about the size of a build, for people and for models.
public final class BuildSizeText {
    private BuildSizeText() {}

    public static String text(SizeAnswer answer) {
        StringBuilder text = new StringBuilder("task ")
                .append(answer.taskId())
                .append(" for ")
                .append(answer.target())
                .append('\n');
        SizeAnswer.Previous previous = answer.previous();
        text.append(SizeSummary.of(answer.report(), previous == null ? null : previous.difference()));
        @Nullable Long image = answer.sizeReport().imageSize();
        @Nullable Long partition = answer.sizeReport().partitionSize();
        if (image != null && partition != null) {
            text.append("image %,d bytes with its padding, in the smallest app partition of %,d bytes%n"
                    .formatted(image, partition));
        }
        if (previous == null) {
            return text.append("no previous build of this project and chip to compare with\n")
                    .toString();
        }
        return text.append("compared with the previous build ")
                .append(previous.taskId())
                .append(", ")
                .append(previous.profile())
                .append('\n')
                .toString();
    }
}
