package dev.aegis.espctl.actions;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.ServerAddress;
import org.jspecify.annotations.Nullable;

/// Forgets a saved access key.
public final class LogOut {
    private final Surroundings surroundings;

    public LogOut(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// @param server whose key was forgotten
    public record LoggedOut(String server) {}

    /// @param remote absent for the server of the last login
    public LoggedOut run(@Nullable String remote) {
        String server = remote == null ? surroundings.credentials().read().defaultServer() : remote;
        if (server == null) {
            throw new Failure(ExitCode.NOT_CONFIGURED, "not_logged_in", "no login is saved", null);
        }
        ServerAddress address = ServerAddress.parse(server, surroundings.environment());
        if (!surroundings.credentials().read().servers().containsKey(address.toString())) {
            throw new Failure(
                    ExitCode.NOT_CONFIGURED, "not_logged_in", "no login is saved for " + address, "espctl doctor");
        }
        surroundings.credentials().forget(address);
        return new LoggedOut(address.toString());
    }
}
