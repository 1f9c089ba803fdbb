package dev.aegis.protocol.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.WireJson;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GrantVerifierTest {
    private static final long NOW = 1_800_000_000;
    private static final KeyPair KEY = newKey();
    private static final KeyPair STRANGER = newKey();
    private static final Fingerprint PEER = new Fingerprint("sha-256" + ":AB".repeat(32));

    private final GrantVerifier verifier = new GrantVerifier(
            "m-1",
            "https://build.example.org",
            Map.of("k1", KEY.getPublic()),
            new UsedGrants(),
            Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));

    @Test
    void acceptsAGrantForThisMachineAndJob() {
        Grant grant = grant(NOW);

        var accepted = assertInstanceOf(GrantVerification.Accepted.class, verifier.verify(signed(grant), "j-1"));

        assertEquals(grant, accepted.grant());
    }

    @Test
    void refusesAnotherSignature() {
        String mine = signed(grant(NOW));
        String other = new GrantSigner("k1", content -> Ed25519.sign(STRANGER.getPrivate(), content)).sign(grant(NOW));

        assertRefused(RefusalCode.GRANT_BAD_SIGNATURE, other, "j-1");
        assertRefused(RefusalCode.GRANT_BAD_SIGNATURE, withPayload(mine, json -> json.replace("j-1", "j-2")), "j-2");
    }

    @Test
    void refusesAKeyThatIsNotPinned() {
        String other = new GrantSigner("k2", content -> Ed25519.sign(KEY.getPrivate(), content)).sign(grant(NOW));

        assertRefused(RefusalCode.GRANT_UNKNOWN_KEY, other, "j-1");
    }

    @Test
    void refusesAnotherAlgorithmInTheHeader() {
        String[] parts = signed(grant(NOW)).split("\\.");
        String header = "{\"alg\":\"none\",\"kid\":\"k1\",\"typ\":\"aegis-grant+jwt\"}";

        assertRefused(RefusalCode.GRANT_UNKNOWN_KEY, encode(header) + "." + parts[1] + ".", "j-1");
    }

    @Test
    void refusesAnotherIssuer() {
        Grant other = new Grant("g-1", "ada", "j-1", "m-1", "https://evil.example.org", NOW, 30, params(), webrtc());

        assertRefused(RefusalCode.GRANT_UNKNOWN_ISSUER, signed(other), "j-1");
    }

    @Test
    void refusesAGrantOfTheFutureAndToleratesThirtySecondsOfSkew() {
        assertInstanceOf(GrantVerification.Accepted.class, verifier.verify(signed(grant(NOW + 30)), "j-1"));
        assertRefused(RefusalCode.GRANT_NOT_YET_VALID, signed(grant(NOW + 31)), "j-1");
    }

    @Test
    void refusesAnExpiredGrantAndToleratesThirtySecondsOfSkew() {
        assertInstanceOf(GrantVerification.Accepted.class, verifier.verify(signed(grant(NOW - 60)), "j-1"));
        assertRefused(RefusalCode.GRANT_EXPIRED, signed(grant(NOW - 61)), "j-1");
    }

    @Test
    void refusesASecondUse() {
        String grant = signed(grant(NOW));
        verifier.verify(grant, "j-1");

        assertRefused(RefusalCode.GRANT_REPLAYED, grant, "j-1");
    }

    @Test
    void refusesAnotherJobAnotherMachineAndTheClientsCopy() {
        assertRefused(RefusalCode.GRANT_NOT_OUR_JOB, signed(grant(NOW)), "j-2");
        assertRefused(RefusalCode.GRANT_NOT_OUR_JOB, signed(forMachine("m-2")), "j-1");
        assertRefused(RefusalCode.GRANT_NOT_OUR_JOB, signed(forMachine(null)), "j-1");
    }

    @Test
    void refusesAMalformedGrant() {
        assertRefused(RefusalCode.GRANT_MALFORMED, "not a token", "j-1");
        assertRefused(RefusalCode.GRANT_MALFORMED, "a.b.c.d", "j-1");
        assertRefused(RefusalCode.GRANT_MALFORMED, "x".repeat(20_000), "j-1");
        assertRefused(RefusalCode.GRANT_MALFORMED, signedText("{\"grant_id\":\"g-1\"}"), "j-1");
        assertRefused(
                RefusalCode.GRANT_MALFORMED,
                signedText(WireJson.text(grant(NOW)).replaceFirst("\\{", "{\"admin\":true,")),
                "j-1");
    }

    private void assertRefused(RefusalCode cause, String compact, String jobId) {
        var refused = assertInstanceOf(GrantVerification.Refused.class, verifier.verify(compact, jobId));
        assertEquals(cause, refused.cause(), refused.reason());
    }

    private static Grant grant(long issuedAt) {
        return new Grant("g-1", "ada", "j-1", "m-1", "https://build.example.org", issuedAt, 30, params(), webrtc());
    }

    private static Grant forMachine(@org.jspecify.annotations.Nullable String agentId) {
        return new Grant("g-1", "ada", "j-1", agentId, "https://build.example.org", NOW, 30, params(), webrtc());
    }

    private static Grant.ExecutionParams params() {
        return new Grant.ExecutionParams("esp32c3", null, 2, 2048, 3600);
    }

    private static Grant.WebRtc webrtc() {
        return new Grant.WebRtc(List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE), 0, 0, List.of(), PEER);
    }

    private static String signed(Grant grant) {
        return new GrantSigner("k1", content -> Ed25519.sign(KEY.getPrivate(), content)).sign(grant);
    }

    private static String signedText(String payload) {
        return Jws.write(
                Jws.header("aegis-grant+jwt", "k1"),
                payload.getBytes(StandardCharsets.UTF_8),
                content -> Ed25519.sign(KEY.getPrivate(), content));
    }

    private static String withPayload(String compact, UnaryOperator<String> change) {
        String[] parts = compact.split("\\.");
        String json = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return parts[0] + "." + encode(change.apply(json)) + "." + parts[2];
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
