package dev.aegis.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.aegis.protocol.Fingerprint;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import org.junit.jupiter.api.Test;

class CertificatesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static X509Certificate read(DtlsCertificate certificate) throws Exception {
        byte[] pem = certificate.certificatePem().getBytes(StandardCharsets.US_ASCII);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    @Test
    void makesCertificateThatItsOwnKeySigned() throws Exception {
        X509Certificate certificate = read(Certificates.create(CLOCK));
        certificate.verify(certificate.getPublicKey());
        assertEquals(3, certificate.getVersion());
        assertEquals("SHA256withECDSA", certificate.getSigAlgName());
    }

    @Test
    @SuppressWarnings("JavaUtilDate")
    void isValidForThirtyDays() throws Exception {
        X509Certificate certificate = read(Certificates.create(CLOCK));
        certificate.checkValidity(Date.from(NOW));
        assertEquals(NOW.plus(Duration.ofDays(30)), certificate.getNotAfter().toInstant());
    }

    @Test
    void carriesFingerprintOfItsBytes() throws Exception {
        DtlsCertificate certificate = Certificates.create(CLOCK);
        assertEquals(Fingerprint.of(read(certificate)), certificate.fingerprint());
    }

    @Test
    void makesAnotherOneEachTime() {
        assertNotEquals(
                Certificates.create(CLOCK).fingerprint(),
                Certificates.create(CLOCK).fingerprint());
    }

    @Test
    void keepsKeyOutOfLogs() {
        assertFalse(Certificates.create(CLOCK).toString().contains("PRIVATE"));
    }
}
