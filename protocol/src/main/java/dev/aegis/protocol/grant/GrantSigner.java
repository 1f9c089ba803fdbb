package dev.aegis.protocol.grant;

import dev.aegis.protocol.WireJson;
import java.util.function.Function;

/// Signs grants as JWS compact serialization.
public final class GrantSigner {
    static final String TYPE = "aegis-grant+jwt";

    private final String header;
    private final Function<byte[], byte[]> signer;

    /// @param kid key id, the name of the signing key in the JWS header
    /// @param signer signs bytes with that Ed25519 key
    public GrantSigner(String kid, Function<byte[], byte[]> signer) {
        this.header = Jws.header(TYPE, kid);
        this.signer = signer;
    }

    public String sign(Grant grant) {
        return Jws.write(header, WireJson.bytes(grant), signer);
    }
}
