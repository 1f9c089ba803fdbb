package dev.aegis.controlclient;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The kinds of failure of a request to the build server.
public sealed interface FailureCause {
    /// The server's address is not one of HTTP.
    record BadUrl(String reason) implements FailureCause {}

    /// The access key cannot be sent in an HTTP header.
    record BadKey() implements FailureCause {}

    /// DNS has no address for the host name.
    record UnknownHost() implements FailureCause {}

    /// The host does not accept connections on this port.
    record Refused() implements FailureCause {}

    /// This computer's network has no route to the host.
    record NoRoute() implements FailureCause {}

    /// The server's certificate is not accepted.
    record BadCertificate(CertificateFlaw flaw) implements FailureCause {}

    /// The port answers without TLS.
    record NoTls() implements FailureCause {}

    /// Another failure of TLS, such as no common version.
    record TlsFailed(String reason) implements FailureCause {}

    /// No answer began before the deadline.
    record TimedOut() implements FailureCause {}

    /// An answer began and was not complete at the deadline, or an event stream sent no heartbeat in time.
    record Stalled() implements FailureCause {}

    /// The connection ended in the middle of an answer.
    record Broken(String reason) implements FailureCause {}

    /// An HTTP status other than success without a problem document, as a proxy gives.
    ///
    /// @param contentType as it may be shown, or "no content type"
    /// @param program the program that answered, by its own header; null when it has none
    /// @param movedTo the address that it sends on to; null without one
    record UnexpectedStatus(
            int status,
            String contentType,
            @Nullable String program,
            @Nullable String movedTo) implements FailureCause {}

    /// Success, but not the JSON or the event stream of our protocol; or not HTTP at all.
    record NotOurProtocol(String reason) implements FailureCause {}

    /// An answer beyond the limit; the rest was not read.
    record TooLarge(int limitBytes) implements FailureCause {}

    /// A problem document (RFC 9457) of the build server.
    ///
    /// @param status the HTTP status
    /// @param code a code that programs switch on
    /// @param detail one sentence about this failure
    /// @param hint the next step; null when the server gives none
    /// @param retryAfter the wait that the server asks for; null when it gives none
    record Problem(
            int status,
            String code,
            String detail,
            @Nullable String hint,
            @Nullable Duration retryAfter) implements FailureCause {}

    /// The wait that the server asked for before the next request; null when it gave none.
    default @Nullable Duration retryAfter() {
        return this instanceof Problem problem ? problem.retryAfter() : null;
    }
}
