package dev.aegis.controlclient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestFailureTest {
    private static final String SERVER = "https://build.example:8443";

    static Arguments[] causes() {
        return new Arguments[] {
            Arguments.of(
                    new FailureCause.BadUrl("invalid URI scheme ftp"),
                    "server_url_wrong",
                    "the server address " + SERVER + " is not usable: invalid URI scheme ftp"),
            Arguments.of(
                    new FailureCause.BadKey(),
                    "key_malformed",
                    "the access key holds a character that no access key has"),
            Arguments.of(new FailureCause.UnknownHost(), "dns_failed", "the name build.example cannot be resolved"),
            Arguments.of(new FailureCause.Refused(), "connection_refused", "nothing accepts connections at " + SERVER),
            Arguments.of(
                    new FailureCause.BadCertificate(CertificateFlaw.UNTRUSTED),
                    "tls_failed",
                    "the certificate of " + SERVER + " is signed by no authority that this computer trusts"),
            Arguments.of(new FailureCause.NoTls(), "tls_failed", SERVER + " does not use TLS"),
            Arguments.of(
                    new FailureCause.TlsFailed("certificate expired"),
                    "tls_failed",
                    "no trusted TLS connection to " + SERVER + ": certificate expired"),
            Arguments.of(new FailureCause.TimedOut(), "timed_out", SERVER + " did not answer in time"),
            Arguments.of(
                    new FailureCause.Stalled(), "timed_out", SERVER + " began an answer and did not finish it in time"),
            Arguments.of(
                    new FailureCause.Broken("reset"),
                    "connection_broken",
                    "the connection to " + SERVER + " broke: reset"),
            Arguments.of(
                    new FailureCause.UnexpectedStatus(502, "text/html", null, null),
                    "not_a_build_server",
                    SERVER + " does not answer like a build server: it answered 502 with text/html"),
            Arguments.of(
                    new FailureCause.UnexpectedStatus(302, "text/html", "nginx", "https://login.example/"),
                    "not_a_build_server",
                    SERVER + " does not answer like a build server: it answered 302 with text/html by nginx and sends"
                            + " on to https://login.example/"),
            Arguments.of(
                    new FailureCause.NoRoute(),
                    "network_unreachable",
                    "this computer's network has no route to build.example"),
            Arguments.of(
                    new FailureCause.NotOurProtocol("its answer is empty"),
                    "not_a_build_server",
                    SERVER + " does not answer like a build server: its answer is empty"),
            Arguments.of(
                    new FailureCause.TooLarge(9),
                    "not_a_build_server",
                    SERVER + " does not answer like a build server: its answer is longer than 9 bytes"),
            Arguments.of(
                    new FailureCause.Problem(401, "key_wrong", "this key is not known", null, null),
                    "key_wrong",
                    "this key is not known"),
        };
    }

    @ParameterizedTest
    @MethodSource("causes")
    void namesEachCause(FailureCause cause, String code, String sentence) {
        RequestFailure failure = new RequestFailure(URI.create(SERVER), cause);

        assertEquals(code, failure.code());
        assertEquals(sentence, failure.sentence());
    }
}
