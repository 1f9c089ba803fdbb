package dev.aegis.espctl.control;

import dev.aegis.controlclient.CertificateFlaw;
import dev.aegis.controlclient.FailureCause;
import dev.aegis.controlclient.RequestFailure;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.Server;

/// Turns a failed request to the build server into a failure for the user: adds the exit code and the next step.
final class ServerFailures {
    private static final String STILL_WORKS = "; plan, errors, decode, size and logs work without it";
    private static final int BAD_REQUEST = 400;

    private ServerFailures() {}

    static Failure of(Server server, RequestFailure failed) {
        FailureCause cause = failed.cause();
        String hint = hint(server, cause);
        boolean away = exit(cause) == ExitCode.UNREACHABLE && !(cause instanceof FailureCause.Problem);
        return new Failure(exit(cause), failed.code(), failed.sentence(), away ? hint + STILL_WORKS : hint);
    }

    private static ExitCode exit(FailureCause cause) {
        return switch (cause) {
            case FailureCause.BadUrl _, FailureCause.BadKey _ -> ExitCode.NOT_CONFIGURED;
            case FailureCause.Problem problem -> exit(problem.status(), problem.code());
            case FailureCause.UnknownHost _,
                    FailureCause.Refused _,
                    FailureCause.NoRoute _,
                    FailureCause.BadCertificate _,
                    FailureCause.NoTls _,
                    FailureCause.TlsFailed _,
                    FailureCause.TimedOut _,
                    FailureCause.Stalled _,
                    FailureCause.Broken _,
                    FailureCause.UnexpectedStatus _,
                    FailureCause.NotOurProtocol _,
                    FailureCause.TooLarge _ -> ExitCode.UNREACHABLE;
        };
    }

    private static ExitCode exit(int status, String code) {
        if (code.startsWith("no_machine")) {
            return ExitCode.NO_MACHINE;
        }
        return switch (status) {
            case 400, 413, 422 -> ExitCode.USAGE;
            case 401, 402, 403, 429 -> ExitCode.REFUSED;
            case 502, 503, 504 -> ExitCode.UNREACHABLE;
            default -> ExitCode.FAILED;
        };
    }

    private static String hint(Server server, FailureCause cause) {
        return switch (cause) {
            case FailureCause.BadUrl _ -> "write it like https://build.example.org";
            case FailureCause.BadKey _ -> "espctl login --token KEY --server " + server.address();
            case FailureCause.UnknownHost _ ->
                "check the spelling of the server's address (" + server.addressFrom() + ") and your DNS";
            case FailureCause.Refused _ ->
                "check the address (" + server.addressFrom() + ") and that the build server runs";
            case FailureCause.NoRoute _ -> "check this computer's network connection, and the VPN if one is needed";
            case FailureCause.BadCertificate bad -> hint(server, bad.flaw());
            case FailureCause.NoTls _ -> "if the server has no certificate, its address begins with http://";
            case FailureCause.TlsFailed _ -> "check the server's certificate and this computer's clock";
            case FailureCause.TimedOut _ ->
                "check that the port is open in every firewall between, and that the server runs";
            case FailureCause.Stalled _ -> "try again; a proxy or firewall between may hold the answer back";
            case FailureCause.Broken _ -> "try again" + perhapsTls(server) + "; if it fails again, run: espctl doctor";
            case FailureCause.UnexpectedStatus bad
            when bad.status() == BAD_REQUEST && isPlain(server) ->
                "check the address (" + server.addressFrom() + ")" + perhapsTls(server);
            case FailureCause.UnexpectedStatus moved
            when moved.movedTo() != null ->
                "if that is the build server, use its address (" + server.addressFrom()
                        + "); it may also be the login page of your network";
            case FailureCause.UnexpectedStatus _, FailureCause.NotOurProtocol _, FailureCause.TooLarge _ ->
                "check the address (" + server.addressFrom() + "); a proxy or another program may answer there";
            case FailureCause.Problem problem -> hint(server, problem);
        };
    }

    private static String hint(Server server, CertificateFlaw flaw) {
        return switch (flaw) {
            case UNTRUSTED ->
                "ask the operator for a certificate of a public authority, or add theirs to this computer's";
            case EXPIRED, NOT_YET_VALID ->
                "check this computer's clock; if it is right, ask the operator for a new certificate";
            case OTHER_HOST ->
                "check the host name in the address (" + server.addressFrom()
                        + "); if it is right, ask the operator for a certificate with this name";
        };
    }

    /// A server with TLS closes a connection without TLS, or answers 400.
    private static String perhapsTls(Server server) {
        return isPlain(server)
                ? ", or write " + server.address().toString().replaceFirst("^http:", "https:")
                        + " if the server uses TLS"
                : "";
    }

    private static boolean isPlain(Server server) {
        return server.address().toString().startsWith("http:");
    }

    private static String hint(Server server, FailureCause.Problem problem) {
        String hint = problem.hint();
        if (hint == null) {
            hint = switch (problem.status()) {
                case 401 ->
                    "ask the operator for a new key, then: espctl login --token KEY --server " + server.address();
                case 403 -> "ask the operator to allow this for your key";
                default -> "espctl doctor";
            };
        }
        return problem.retryAfter() == null
                ? hint
                : "try again in " + problem.retryAfter().toSeconds() + " s; " + hint;
    }
}
