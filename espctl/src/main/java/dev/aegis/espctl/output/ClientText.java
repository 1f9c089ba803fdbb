package dev.aegis.espctl.output;

import dev.aegis.espctl.aiclients.InstallClient;
import java.util.List;

/// Text for people about AI clients and the changes to their settings files.
public final class ClientText {
    private ClientText() {}

    public static String known(List<InstallClient.Known> clients) {
        StringBuilder text = new StringBuilder();
        clients.forEach(
                client -> text.append("%-15s %-26s %s%n".formatted(client.name(), client.title(), client.where())));
        return text.append("\nespctl mcp install NAME shows the entry, then writes it\n")
                .toString();
    }

    /// Returns the question without a line end, because the answer is typed after it.
    public static String question(InstallClient.Change change) {
        return difference(change) + "\nwrite this? [y/N] ";
    }

    /// @param shown whether the change was shown before
    public static String change(InstallClient.Change change, boolean written, boolean shown) {
        if (!change.changed()) {
            return change.file() + ": the entry exists already; nothing was written\n";
        }
        StringBuilder text = new StringBuilder(shown ? "" : difference(change));
        text.append(written ? "written\n" : "nothing was written\n");
        change.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.toString();
    }

    private static String difference(InstallClient.Change change) {
        StringBuilder text = new StringBuilder(change.file()).append(":\n");
        change.diff().forEach(line -> text.append(TerminalSafe.text(line)).append('\n'));
        return text.toString();
    }
}
