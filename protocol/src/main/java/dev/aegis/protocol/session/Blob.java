package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Required;

/// Announces the data frames that follow on the same channel. They end when `size - offset` bytes have
/// come out of the decoder; the receiver then holds the whole content against `sha256`.
///
/// @param sha256 of the whole content, uncompressed
/// @param size bytes of the whole content, uncompressed
/// @param offset where the frames begin: the first `offset` bytes are there already
/// @param encoding how the bytes from `offset` on are packed
public record Blob(Digest sha256, long size, long offset, Encoding encoding) {
    public Blob {
        Required.field("sha256", sha256);
        Required.between("size", size, 0, Long.MAX_VALUE);
        Required.between("offset", offset, 0, size);
        Required.field("encoding", encoding);
    }

    public enum Encoding {
        /// As they are.
        @JsonProperty("identity")
        IDENTITY,
        /// One zlib stream (RFC 1950), the `deflate` of browsers' `DecompressionStream`.
        @JsonProperty("deflate")
        DEFLATE
    }
}
