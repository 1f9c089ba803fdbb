package dev.aegis.peer.channel;

/// The kinds of frames: the first byte of each frame. Numbers are big endian.
final class FrameKind {
    /// The last, or only, fragment of a message.
    static final byte MESSAGE_END = 1;

    /// A fragment of a message that continues in the next frame of kind 1 or 2.
    static final byte MESSAGE_PART = 2;

    /// A piece of a blob.
    static final byte DATA = 3;

    /// A credit. 8 bytes: the bytes of kind 1 to 3 frames, with their first byte, that the receiving
    /// application has consumed since the channel opened.
    static final byte CREDIT = 4;

    /// 8 opaque bytes, which the pong returns.
    static final byte PING = 5;

    static final byte PONG = 6;

    private FrameKind() {}
}
