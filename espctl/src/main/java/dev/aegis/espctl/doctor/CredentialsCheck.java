package dev.aegis.espctl.doctor;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.settings.Credentials;
import java.nio.file.Files;

/// Whether the saved keys and the machines that were met can be read, by us and by nobody else.
final class CredentialsCheck {
    private final Context context;

    CredentialsCheck(Context context) {
        this.context = context;
    }

    /// @throws dev.aegis.espctl.failure.Failure what is wrong with them
    Check look() {
        context.pins().verify();
        if (!Files.exists(context.credentials().path())) {
            return Check.skipped(Topic.CREDENTIALS, "no login is saved");
        }
        Credentials saved = context.credentials().read();
        int logins = saved.servers().size();
        return Check.ok(
                Topic.CREDENTIALS,
                logins + (logins == 1 ? " login" : " logins") + " in "
                        + context.credentials().path());
    }
}
