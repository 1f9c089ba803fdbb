package dev.aegis.controlclient;

import java.net.URI;

/// The reason why a request got no usable answer, with the words and the code for it.
///
/// @param server the build server's address
/// @param cause what happened
public record RequestFailure(URI server, FailureCause cause) {
    /// A code that programs switch on, such as `connection_refused`.
    public String code() {
        return switch (cause) {
            case FailureCause.BadUrl _ -> "server_url_wrong";
            case FailureCause.BadKey _ -> "key_malformed";
            case FailureCause.UnknownHost _ -> "dns_failed";
            case FailureCause.Refused _ -> "connection_refused";
            case FailureCause.NoRoute _ -> "network_unreachable";
            case FailureCause.BadCertificate _, FailureCause.NoTls _, FailureCause.TlsFailed _ -> "tls_failed";
            case FailureCause.TimedOut _, FailureCause.Stalled _ -> "timed_out";
            case FailureCause.Broken _ -> "connection_broken";
            case FailureCause.UnexpectedStatus _, FailureCause.NotOurProtocol _, FailureCause.TooLarge _ ->
                "not_a_build_server";
            case FailureCause.Problem problem -> problem.code();
        };
    }

    /// One sentence for a person: lower case, no full stop.
    public String sentence() {
        return switch (cause) {
            case FailureCause.BadUrl url -> "the server address " + server + " is not usable: " + url.reason();
            case FailureCause.BadKey _ -> "the access key holds a character that no access key has";
            case FailureCause.UnknownHost _ -> "the name " + server.getHost() + " cannot be resolved";
            case FailureCause.Refused _ -> "nothing accepts connections at " + server;
            case FailureCause.NoRoute _ -> "this computer's network has no route to " + server.getHost();
            case FailureCause.BadCertificate bad ->
                "the certificate of " + server + " " + bad.flaw().words();
            case FailureCause.NoTls _ -> server + " does not use TLS";
            case FailureCause.TlsFailed failed -> "no trusted TLS connection to " + server + ": " + failed.reason();
            case FailureCause.TimedOut _ -> server + " did not answer in time";
            case FailureCause.Stalled _ -> server + " began an answer and did not finish it in time";
            case FailureCause.Broken broken -> "the connection to " + server + " broke: " + broken.reason();
            case FailureCause.UnexpectedStatus answer ->
                stranger("it answered " + answer.status() + " with " + answer.contentType()
                        + (answer.program() == null ? "" : " by " + answer.program())
                        + (answer.movedTo() == null ? "" : " and sends on to " + answer.movedTo()));
            case FailureCause.NotOurProtocol answer -> stranger(answer.reason());
            case FailureCause.TooLarge answer ->
                stranger("its answer is longer than " + answer.limitBytes() + " bytes");
            case FailureCause.Problem problem -> problem.detail();
        };
    }

    private String stranger(String reason) {
        return server + " does not answer like a build server: " + reason;
    }
}
