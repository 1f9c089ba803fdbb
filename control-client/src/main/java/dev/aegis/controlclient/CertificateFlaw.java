package dev.aegis.controlclient;

/// The reasons to refuse a server's certificate.
public enum CertificateFlaw {
    UNTRUSTED("is signed by no authority that this computer trusts"),
    EXPIRED("has expired"),
    NOT_YET_VALID("is not valid yet"),
    OTHER_HOST("is for another host name");

    private final String words;

    CertificateFlaw(String words) {
        this.words = words;
    }

    /// Returns the end of a sentence that begins with the certificate.
    String words() {
        return words;
    }
}
