package dev.aegis.espctl.account;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.ServerAddress;
import org.jspecify.annotations.Nullable;

/// Deletes a saved access key.
public final class LogOut {
    private final Context context;

    public LogOut(Context context) {
        this.context = context;
    }

    /// @param server the server whose key was deleted
    public record LoggedOut(String server) {}

    /// @param remote the server; null for the server of the last login
    public LoggedOut run(@Nullable String remote) {
        String server = remote == null ? context.credentials().read().defaultServer() : remote;
        if (server == null) {
            throw new Failure(ExitCode.NOT_CONFIGURED, "not_logged_in", "no login is saved", null);
        }
        ServerAddress address = ServerAddress.parse(server, context.environment());
        if (!context.credentials().read().servers().containsKey(address.toString())) {
            throw new Failure(
                    ExitCode.NOT_CONFIGURED, "not_logged_in", "no login is saved for " + address, "espctl doctor");
        }
        context.credentials().forget(address);
        return new LoggedOut(address.toString());
    }
}
