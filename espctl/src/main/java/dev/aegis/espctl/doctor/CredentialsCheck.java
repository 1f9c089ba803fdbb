package dev.aegis.espctl.doctor;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.Count;
import dev.aegis.espctl.settings.Credentials;
import java.nio.file.Files;

/// Checks that the saved keys and pinned machines can be read by this user and by no other.
final class CredentialsCheck {
    private final Context context;

    CredentialsCheck(Context context) {
        this.context = context;
    }

    /// @throws dev.aegis.espctl.failure.Failure with the reason
    Check look() {
        context.pins().verify();
        if (!Files.exists(context.credentials().path())) {
            return Check.skipped(Topic.CREDENTIALS, "no login is saved");
        }
        Credentials saved = context.credentials().read();
        int logins = saved.servers().size();
        return Check.ok(
                Topic.CREDENTIALS,
                Count.of(logins, "login") + " in " + context.credentials().path());
    }
}
