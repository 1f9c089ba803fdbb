package dev.aegis.espctl.output;

import dev.aegis.espctl.account.WhoIs;
import java.time.Instant;

/// Text for people about the owner of an access key.
public final class AccountText {
    private AccountText() {}

    public static String owner(WhoIs.Owner owner) {
        StringBuilder text = new StringBuilder();
        text.append("user     ").append(TerminalSafe.text(owner.userId())).append('\n');
        text.append("server   ")
                .append(owner.server())
                .append(" (")
                .append(owner.serverFrom())
                .append(")\n");
        text.append("key      ").append(owner.keyFrom());
        if (owner.expiresAt() != null) {
            text.append(", expires ").append(Instant.ofEpochSecond(owner.expiresAt()));
        }
        text.append('\n');
        if (owner.quota() != null) {
            text.append("quota    ").append(owner.quota()).append('\n');
        }
        return text.toString();
    }
}
