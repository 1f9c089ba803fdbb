package dev.aegis.peer;

import dev.aegis.protocol.Fingerprint;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/// Creates the self-signed certificate that one side presents in one session.
public final class Certificates {
    private static final Duration VALIDITY = Duration.ofDays(30);

    /// The other side's clock may be behind this one, so the certificate is valid from a day ago.
    private static final Duration BACKDATED = Duration.ofDays(1);

    private Certificates() {}

    /// Returns a new EC P-256 key and a certificate for it with a random name, valid for 30 days.
    public static DtlsCertificate create(Clock clock) {
        try {
            var random = new SecureRandom();
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair keys = generator.generateKeyPair();
            byte[] der = selfSigned(keys, random, clock.instant());
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return new DtlsCertificate(
                    pem("CERTIFICATE", der),
                    pem("PRIVATE KEY", keys.getPrivate().getEncoded()),
                    Fingerprint.of(certificate));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK can sign with P-256", impossible);
        }
    }

    private static byte[] selfSigned(KeyPair keys, SecureRandom random, Instant now) throws GeneralSecurityException {
        byte[] serial = new byte[16];
        random.nextBytes(serial);
        byte[] name = Der.commonName(HexFormat.of().formatHex(serial));
        byte[] algorithm = Der.ecdsaWithSha256();
        byte[] toBeSigned = Der.sequence(
                Der.version3(),
                Der.positiveInteger(serial),
                algorithm,
                name,
                Der.sequence(Der.time(now.minus(BACKDATED)), Der.time(now.plus(VALIDITY))),
                name,
                keys.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate(), random);
        signature.update(toBeSigned);
        return Der.sequence(toBeSigned, algorithm, Der.bitString(signature.sign()));
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
