package dev.aegis.peer.webrtc;

import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkException;
import dev.aegis.protocol.Fingerprint;
import dev.onvoid.webrtc.RTCCertificatePEM;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A check of certificate and key in Java before the native library gets them, because the library ends
/// the whole process on a PEM that it cannot read.
final class CertificatePem {
    private static final Pattern BLOCK =
            Pattern.compile("\\s*-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*");

    private CertificatePem() {}

    static RTCCertificatePEM checked(DtlsCertificate certificate) throws LinkException {
        try {
            byte[] certificateDer = der("CERTIFICATE", certificate.certificatePem());
            byte[] keyDer = der("PRIVATE KEY", certificate.privateKeyPem());
            var x509 = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificateDer));
            checkKey(x509, keyDer);
            if (!Fingerprint.of(x509).equals(certificate.fingerprint())) {
                throw new GeneralSecurityException("the fingerprint is another certificate's");
            }
            return new RTCCertificatePEM(
                    pem("PRIVATE KEY", keyDer), pem("CERTIFICATE", x509.getEncoded()), expiry(x509));
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw new LinkException(
                    "bad_certificate", "this side's DTLS certificate cannot be used: " + broken.getMessage(), broken);
        }
    }

    @SuppressWarnings("JavaUtilDate")
    private static long expiry(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().toEpochMilli();
    }

    private static byte[] der(String label, String pem) throws GeneralSecurityException {
        Matcher block = BLOCK.matcher(pem);
        if (!block.matches() || !block.group(1).equals(label)) {
            throw new GeneralSecurityException("it is not one PEM block '" + label + "'");
        }
        return Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
    }

    private static void checkKey(X509Certificate certificate, byte[] keyDer) throws GeneralSecurityException {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(keyDer));
        Signature signature = Signature.getInstance(algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
        byte[] probe = {1, 2, 3};
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(probe);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("the private key is not the certificate's");
        }
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
