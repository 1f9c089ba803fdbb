package dev.aegis.espctl.actions.doctor;

import dev.aegis.espctl.actions.Surroundings;
import dev.aegis.espctl.settings.Credentials;
import java.nio.file.Files;

/// Whether the saved keys and the machines that were met can be read, by us and by nobody else.
final class CredentialsCheck {
    private final Surroundings surroundings;

    CredentialsCheck(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// @throws dev.aegis.espctl.failure.Failure what is wrong with them
    Check look() {
        surroundings.pins().verify();
        if (!Files.exists(surroundings.credentials().path())) {
            return Check.skipped(Topic.CREDENTIALS, "no login is saved");
        }
        Credentials saved = surroundings.credentials().read();
        int logins = saved.servers().size();
        return Check.ok(
                Topic.CREDENTIALS,
                logins + (logins == 1 ? " login" : " logins") + " in "
                        + surroundings.credentials().path());
    }
}
