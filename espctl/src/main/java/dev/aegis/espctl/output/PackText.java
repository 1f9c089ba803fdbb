package dev.aegis.espctl.output;

import dev.aegis.espctl.pack.PackAnswer;
import java.util.stream.Collectors;

/// Text for people about the firmware made of a program that another compiler linked.
public final class PackText {
    private PackText() {}

    public static String of(PackAnswer answer) {
        StringBuilder text = new StringBuilder();
        text.append(answer.taskId() == null ? "would make firmware of " : "made firmware of ")
                .append(TerminalSafe.text(answer.subject().name()))
                .append(" for ")
                .append(answer.subject().target())
                .append(", ")
                .append(Sizes.bytes(answer.subject().imageSize()))
                .append(" of image")
                .append('\n');
        if (answer.flash().bootFrom() != null) {
            text.append("boot    ")
                    .append(TerminalSafe.text(answer.flash().bootFrom()))
                    .append('\n');
        }
        if (answer.flash().free() != null) {
            text.append("room    ")
                    .append(Sizes.bytes(answer.flash().free()))
                    .append(" left in the partition ")
                    .append(TerminalSafe.text(String.valueOf(answer.flash().partition())))
                    .append('\n');
        }
        answer.notes().forEach(note -> text.append("note    ").append(note).append('\n'));
        answer.missing().forEach(part -> text.append("missing ").append(part).append('\n'));
        if (answer.taskId() == null) {
            return text.append("next    ").append(answer.next()).append('\n').toString();
        }
        text.append("bundle  ").append(answer.flash().bundle()).append("\n\nnext\n  esptool.py --chip ");
        return text.append(answer.subject().target())
                .append(" write_flash ")
                .append(answer.flash().parts().stream()
                        .map(part -> "0x" + Long.toHexString(part.offset()) + " "
                                + answer.subject().buildDir() + "/" + part.path())
                        .collect(Collectors.joining(" ")))
                .append('\n')
                .toString();
    }
}
