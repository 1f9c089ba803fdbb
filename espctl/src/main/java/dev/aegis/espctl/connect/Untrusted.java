package dev.aegis.espctl.connect;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;

/// The other side is not who it should be. No second try: nothing is sent to it.
final class Untrusted {
    private Untrusted() {}

    static Failure machine(String reason) {
        return new Failure(
                ExitCode.REFUSED,
                "machine_not_verified",
                "the build machine's identity is not proved: " + reason,
                "nothing was sent; tell the operator of the build server");
    }
}
