package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Required;

/// The announcement of the data frames that follow on the same channel. They end when the decoder has returned
/// `size - offset` bytes; the receiver then compares the SHA-256 of the whole content with `sha256`.
///
/// @param sha256 SHA-256 of the whole content, uncompressed
/// @param size bytes of the whole content, uncompressed
/// @param offset bytes that the receiver has already; the frames begin after them
/// @param encoding encoding of the bytes from `offset` on
public record Blob(Digest sha256, long size, long offset, Encoding encoding) {
    public Blob {
        Required.field("sha256", sha256);
        Required.between("size", size, 0, Long.MAX_VALUE);
        Required.between("offset", offset, 0, size);
        Required.field("encoding", encoding);
    }

    /// The encoding of the data frames of a blob.
    public enum Encoding {
        /// Not compressed.
        @JsonProperty("identity")
        IDENTITY,
        /// One zlib stream (RFC 1950), the `deflate` of browsers' `DecompressionStream`.
        @JsonProperty("deflate")
        DEFLATE
    }
}
