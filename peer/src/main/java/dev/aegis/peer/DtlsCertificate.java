package dev.aegis.peer;

import dev.aegis.protocol.Fingerprint;

/// A self-signed certificate and its key, for one session.
///
/// @param certificatePem X.509, PEM
/// @param privateKeyPem PKCS#8, PEM
/// @param fingerprint SHA-256 of the certificate
public record DtlsCertificate(String certificatePem, String privateKeyPem, Fingerprint fingerprint) {
    /// Leaves the key out, because this text may be logged.
    @Override
    public String toString() {
        return "DtlsCertificate[" + fingerprint + "]";
    }
}
