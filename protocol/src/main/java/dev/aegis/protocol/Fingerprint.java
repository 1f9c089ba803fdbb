package dev.aegis.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The SHA-256 of a DTLS certificate: `sha-256:` and 32 pairs of upper-case hexadecimal digits with `:`
/// between. In an SDP (RFC 8122 section 5) a space follows `sha-256`.
public record Fingerprint(@JsonValue String text) {
    private static final Pattern FORM = Pattern.compile("sha-256(:[0-9A-F]{2}){32}");
    private static final Pattern SDP_LINE = Pattern.compile("(?m)^a=fingerprint:(\\S+) +(\\S+?)\\r?$");

    @JsonCreator
    public Fingerprint {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a fingerprint of the form sha-256:AA:BB:... with 32 pairs");
        }
    }

    public static Fingerprint of(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new Fingerprint(
                    "sha-256:" + HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest));
        } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
            throw new IllegalStateException("hashing a certificate", impossible);
        }
    }

    /// Returns the fingerprint for an algorithm and its hexadecimal pairs, each in upper or lower case, as in
    /// an SDP line or a statistics report.
    public static Fingerprint of(String algorithm, String pairs) {
        return new Fingerprint(algorithm.toLowerCase(Locale.ROOT) + ":" + pairs.toUpperCase(Locale.ROOT));
    }

    /// Returns the distinct fingerprints of an SDP. A valid offer or answer has one.
    public static List<Fingerprint> inSdp(String sdp) {
        return SDP_LINE.matcher(sdp)
                .results()
                .map(line -> of(line.group(1), line.group(2)))
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
