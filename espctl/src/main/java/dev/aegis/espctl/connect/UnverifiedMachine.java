package dev.aegis.espctl.connect;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;

/// The failure for a machine whose identity is not proved. There is no second attempt, and the project is not sent.
final class UnverifiedMachine {
    private UnverifiedMachine() {}

    static Failure failure(String reason) {
        return new Failure(
                ExitCode.REFUSED,
                "machine_not_verified",
                "the build machine's identity is not proved: " + reason,
                "nothing was sent; tell the operator of the build server");
    }
}
