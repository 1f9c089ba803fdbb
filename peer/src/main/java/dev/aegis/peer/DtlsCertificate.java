package dev.aegis.peer;

import dev.aegis.protocol.Fingerprint;

/// A self-signed certificate and its key, made for one session.
///
/// @param certificatePem X.509, PEM
/// @param privateKeyPem PKCS#8, PEM
/// @param fingerprint of the certificate
public record DtlsCertificate(String certificatePem, String privateKeyPem, Fingerprint fingerprint) {
    /// The key stays out of logs.
    @Override
    public String toString() {
        return "DtlsCertificate[" + fingerprint + "]";
    }
}
