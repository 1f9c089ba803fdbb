package dev.aegis.espctl.output;

import dev.aegis.espctl.history.CollectFirmware;

/// Text for people about copied firmware files.
public final class FirmwareText {
    private FirmwareText() {}

    public static String flashable(CollectFirmware.Flashable found) {
        StringBuilder text = new StringBuilder("task ")
                .append(found.taskId())
                .append(" for ")
                .append(found.target())
                .append(" in ")
                .append(TerminalSafe.text(found.buildDir()))
                .append('\n')
                .append(found.runsOn().line());
        found.parts().forEach(part -> text.append(Texts.line(part)));
        return text.toString();
    }

    public static String copied(CollectFirmware.Copied copied) {
        return TerminalSafe.text(copied.path()) + "\n" + Sizes.bytes(copied.size()) + ", sha256 " + copied.sha256()
                + "\n";
    }
}
