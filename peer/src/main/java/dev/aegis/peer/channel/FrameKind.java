package dev.aegis.peer.channel;

/// The first byte of a frame says what the rest is; all numbers are big endian.
final class FrameKind {
    /// The last, or only, fragment of a message.
    static final byte MESSAGE_END = 1;

    /// A fragment of a message that goes on in the next frame of kind 1 or 2.
    static final byte MESSAGE_PART = 2;

    /// A piece of a blob.
    static final byte DATA = 3;

    /// 8 bytes: how many bytes of frames of kinds 1 to 3, first byte included, the receiving
    /// application has consumed since the channel opened.
    static final byte CREDIT = 4;

    /// 8 bytes that come back in a pong.
    static final byte PING = 5;

    static final byte PONG = 6;

    private FrameKind() {}
}
