package dev.aegis.agent.server;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;

/// An Ed25519 key pair from its 32-byte seed (RFC 8032 section 5.1.5).
final class KeySeed {
    static final int BYTES = 32;

    private KeySeed() {}

    static KeyPair pair(byte[] seed) {
        if (seed.length != BYTES) {
            throw new IllegalArgumentException("a key's seed has " + BYTES + " bytes, this one has " + seed.length);
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", impossible);
        }
    }

    // The JDK derives a public key only while it generates a pair, and takes only the seed from its random source.
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Given(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
