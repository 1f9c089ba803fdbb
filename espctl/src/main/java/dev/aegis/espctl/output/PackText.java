package dev.aegis.espctl.output;

import dev.aegis.espctl.pack.PackAnswer;
import java.util.stream.Collectors;

/// Text for people about the firmware made of a program that another compiler linked.
public final class PackText {
    private PackText() {}

    public static String of(PackAnswer answer) {
        StringBuilder text = new StringBuilder();
        text.append(answer.taskId() == null ? "would make " : "made ")
                .append(TerminalSafe.text(answer.name()))
                .append(" flashable for ")
                .append(answer.target())
                .append(", ")
                .append(Sizes.bytes(answer.imageSize()))
                .append(" of image")
                .append('\n');
        if (answer.bootFrom() != null) {
            text.append("boot    ").append(TerminalSafe.text(answer.bootFrom())).append('\n');
        }
        if (answer.free() != null) {
            text.append("room    ")
                    .append(Sizes.bytes(answer.free()))
                    .append(" left in the partition ")
                    .append(TerminalSafe.text(String.valueOf(answer.partition())))
                    .append('\n');
        }
        answer.notes().forEach(note -> text.append("note    ").append(note).append('\n'));
        answer.missing().forEach(part -> text.append("missing ").append(part).append('\n'));
        if (answer.taskId() == null) {
            return text.append("next    ").append(answer.next()).append('\n').toString();
        }
        text.append("bundle  ").append(answer.bundle()).append("\n\nnext\n  esptool.py --chip ");
        return text.append(answer.target())
                .append(" write_flash ")
                .append(answer.parts().stream()
                        .map(part ->
                                "0x" + Long.toHexString(part.offset()) + " " + answer.buildDir() + "/" + part.path())
                        .collect(Collectors.joining(" ")))
                .append('\n')
                .toString();
    }
}
