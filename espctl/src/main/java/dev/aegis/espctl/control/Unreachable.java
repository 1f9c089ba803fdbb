package dev.aegis.espctl.control;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.Server;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Says why no answer came: each cause has its own code, so that doctor and scripts can tell them apart.
final class Unreachable {
    private Unreachable() {}

    static Failure failure(Server server, IOException broken) {
        String address = server.address().toString();
        String host = server.address().uri().getHost();
        if (has(broken, UnresolvedAddressException.class) || has(broken, UnknownHostException.class)) {
            return unreachable(
                    "dns_failed",
                    "the name " + host + " cannot be resolved",
                    "check the spelling of the server's address (" + server.addressFrom() + ") and your DNS",
                    broken);
        }
        if (has(broken, SSLException.class)) {
            return tls(address, broken);
        }
        if (has(broken, HttpTimeoutException.class)) {
            return silent(server, broken);
        }
        if (has(broken, ConnectException.class)) {
            return unreachable(
                    "connection_refused",
                    "nothing accepts connections at " + address,
                    "check the address (" + server.addressFrom() + ") and that the build server runs",
                    broken);
        }
        return unreachable(
                "connection_broken",
                "the connection to " + address + " broke: " + reason(broken),
                "try again; if it stays so, run espctl doctor",
                broken);
    }

    static Failure silent(Server server) {
        return silent(server, null);
    }

    private static Failure silent(Server server, @Nullable IOException cause) {
        return unreachable(
                "timed_out",
                server.address() + " did not answer in time",
                "check that the port is open in every firewall between, and that the server runs",
                cause);
    }

    private static Failure tls(String address, IOException broken) {
        String reason = reason(broken);
        if (reason.contains("unable to find valid certification path") || reason.contains("PKIX path building")) {
            return unreachable(
                    "tls_failed",
                    "the certificate of " + address + " is signed by nobody whom this machine trusts",
                    "ask the operator for a certificate of a public authority, or add theirs to this machine's",
                    broken);
        }
        if (reason.contains("nrecognized SSL message")) {
            return unreachable(
                    "tls_failed",
                    address + " does not speak TLS",
                    "if the server has no certificate, its address begins with http://",
                    broken);
        }
        return unreachable(
                "tls_failed",
                "no trusted TLS connection to " + address + ": " + reason,
                "check the server's certificate and this machine's clock",
                broken);
    }

    private static Failure unreachable(String code, String sentence, String hint, @Nullable IOException cause) {
        return new Failure(ExitCode.UNREACHABLE, code, sentence, hint, cause);
    }

    private static boolean has(Throwable broken, Class<? extends Throwable> type) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable broken) {
        Throwable root = broken;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message.replaceAll("\\p{Cntrl}", " ");
    }
}
