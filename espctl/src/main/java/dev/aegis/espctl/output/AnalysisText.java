package dev.aegis.espctl.output;

import dev.aegis.espctl.analysis.CrashAnswer;
import dev.aegis.espctl.analysis.SizeAnswer;
import dev.aegis.espctl.analysis.WriteSbom;
import dev.aegis.firmware.size.SizeText;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was found out about a build that is over, for people.
public final class AnalysisText {
    private AnalysisText() {}

    public static String size(SizeAnswer answer) {
        StringBuilder text = new StringBuilder("task  ")
                .append(answer.taskId())
                .append(" for ")
                .append(answer.target())
                .append('\n');
        SizeAnswer.Previous previous = answer.previous();
        text.append(SizeText.of(answer.report(), previous == null ? null : previous.difference()));
        @Nullable Long image = answer.sizeReport().imageSize();
        @Nullable Long partition = answer.sizeReport().partitionSize();
        if (image != null && partition != null) {
            text.append("image %,d bytes with its padding, in the smallest app partition of %,d bytes%n"
                    .formatted(image, partition));
        }
        if (previous != null) {
            text.append("the previous build is ")
                    .append(previous.taskId())
                    .append(", ")
                    .append(previous.profile())
                    .append('\n');
        }
        return text.toString();
    }

    public static String sbom(WriteSbom.Written written) {
        return written.path() + ": " + written.libraries() + " libraries, " + Sizes.bytes(written.size()) + ", sha256 "
                + written.sha256() + "\n";
    }

    public static String crash(CrashAnswer answer) {
        String from = answer.taskId() == null ? answer.elf() : "task " + answer.taskId() + ", " + answer.elf();
        return answer.crash().text().lines().map(Plain::text).collect(Collectors.joining("\n")) + "\nelf  "
                + Plain.text(from) + "\n";
    }
}
