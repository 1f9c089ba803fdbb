package dev.aegis.controlclient;

import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.Problem;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Classifies exceptions of the HTTP client, and answers other than success.
final class FailureCauses {
    private static final int SHOWN_CHARS = 100;

    private static final Pattern ALERT = Pattern.compile("fatal alert: (\\w+)");

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
            return tls(broken);
        }
        if (find(broken, HttpTimeoutException.class) != null) {
            return new FailureCause.TimedOut();
        }
        if (find(broken, NoRouteToHostException.class) != null || said(broken, "unreachable")) {
            return new FailureCause.NoRoute();
        }
        return find(broken, ConnectException.class) != null ? new FailureCause.Refused() : brokenAnswer(broken);
    }

    // The JDK tells these cases apart only in its messages.
    private static FailureCause brokenAnswer(Throwable broken) {
        if (said(broken, "invalid status line")) {
            return new FailureCause.NotOurProtocol("it does not speak HTTP");
        }
        if (said(broken, "received no bytes")) {
            return new FailureCause.Broken("the server closed it without an answer");
        }
        return new FailureCause.Broken(
                said(broken, "eof reached") || said(broken, "fixed content-length")
                        ? "the server closed it in the middle of an answer"
                        : reason(broken));
    }

    private static FailureCause tls(Throwable broken) {
        if (find(broken, CertificateExpiredException.class) != null) {
            return new FailureCause.BadCertificate(CertificateFlaw.EXPIRED);
        }
        if (find(broken, CertificateNotYetValidException.class) != null) {
            return new FailureCause.BadCertificate(CertificateFlaw.NOT_YET_VALID);
        }
        if (said(broken, "no subject alternative") || said(broken, "no name matching")) {
            return new FailureCause.BadCertificate(CertificateFlaw.OTHER_HOST);
        }
        if (said(broken, "unable to find valid certification path") || said(broken, "pkix path building")) {
            return new FailureCause.BadCertificate(CertificateFlaw.UNTRUSTED);
        }
        if (said(broken, "nrecognized ssl message")) {
            return new FailureCause.NoTls();
        }
        Matcher alert = ALERT.matcher(reason(broken));
        return new FailureCause.TlsFailed(
                alert.find()
                        ? "the server refused the handshake (" + alert.group(1) + ")"
                        : said(broken, "terminated the handshake") || find(broken, EOFException.class) != null
                                ? "the server ended the handshake"
                                : reason(broken));
    }

    private static boolean said(Throwable broken, String words) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && message.toLowerCase(Locale.ROOT).contains(words)) {
                return true;
            }
        }
        return false;
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
        return root instanceof IOException io
                ? IoReason.of(io)
                : String.valueOf(root.getMessage()).replaceAll("\\p{Cntrl}", " ");
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
        return new FailureCause.UnexpectedStatus(
                status, shownType(headers), shown(headers, "Server"), shown(headers, "Location"));
    }

    /// The content type as it may be shown to a person.
    static String shownType(HttpHeaders headers) {
        String type = shown(headers, "Content-Type");
        return type == null ? "no content type" : type;
    }

    private static @Nullable String shown(HttpHeaders headers, String name) {
        String value = headers.firstValue(name).orElse("").replaceAll("\\p{Cntrl}", "?");
        return value.isEmpty() ? null : value.length() > SHOWN_CHARS ? value.substring(0, SHOWN_CHARS) : value;
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
