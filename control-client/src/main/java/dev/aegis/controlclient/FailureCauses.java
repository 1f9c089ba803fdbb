package dev.aegis.controlclient;

import dev.aegis.protocol.Problem;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Classifies exceptions of the HTTP client, and answers other than success.
final class FailureCauses {
    private static final int SHOWN_TYPE_CHARS = 100;

    private FailureCauses() {}

    /// Classifies an exception by its chain of causes.
    static FailureCause of(Throwable broken) {
        AnswerTooLargeException large = find(broken, AnswerTooLargeException.class);
        if (large != null) {
            return new FailureCause.TooLarge(large.limitBytes());
        }
        if (find(broken, UnresolvedAddressException.class) != null
                || find(broken, UnknownHostException.class) != null) {
            return new FailureCause.UnknownHost();
        }
        if (find(broken, SSLException.class) != null) {
            return tls(reason(broken));
        }
        if (find(broken, HttpTimeoutException.class) != null) {
            return new FailureCause.TimedOut();
        }
        return find(broken, ConnectException.class) != null
                ? new FailureCause.Refused()
                : new FailureCause.Broken(reason(broken));
    }

    // The JDK tells these cases apart only in its messages.
    private static FailureCause tls(String reason) {
        if (reason.contains("unable to find valid certification path") || reason.contains("PKIX path building")) {
            return new FailureCause.UntrustedCertificate();
        }
        return reason.contains("nrecognized SSL message")
                ? new FailureCause.NoTls()
                : new FailureCause.TlsFailed(reason);
    }

    private static <T extends Throwable> @Nullable T find(Throwable broken, Class<T> type) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static String reason(Throwable broken) {
        Throwable root = broken;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message.replaceAll("\\p{Cntrl}", " ");
    }

    /// Reads the problem document of an answer that is not a success; empty when the answer has none.
    static Optional<Problem> problem(HttpHeaders headers, byte[] body) throws WireException {
        return contentType(headers).startsWith(Problem.MEDIA_TYPE)
                ? Optional.of(WireJson.read(body, Problem.class))
                : Optional.empty();
    }

    static FailureCause of(int status, HttpHeaders headers, Problem problem) {
        return new FailureCause.Problem(status, problem.code(), problem.detail(), problem.hint(), retryAfter(headers));
    }

    static FailureCause unexpected(int status, HttpHeaders headers) {
        return new FailureCause.UnexpectedStatus(status, shownType(headers));
    }

    /// The content type as it may be shown to a person.
    static String shownType(HttpHeaders headers) {
        String type = contentType(headers).replaceAll("\\p{Cntrl}", "?");
        return type.isEmpty()
                ? "no content type"
                : type.length() > SHOWN_TYPE_CHARS ? type.substring(0, SHOWN_TYPE_CHARS) : type;
    }

    static String contentType(HttpHeaders headers) {
        return headers.firstValue("Content-Type").orElse("");
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(null);
    }
}
