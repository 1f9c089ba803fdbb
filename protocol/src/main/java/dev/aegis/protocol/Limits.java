package dev.aegis.protocol;

/// The limits of the protocol. A receiver checks everything from another machine against one of these
/// before it stores it.
public final class Limits {
    /// Bytes of one frame on a data channel. Every known WebRTC implementation accepts SCTP messages of up
    /// to 64 KiB (RFC 8831 section 6.6).
    public static final int FRAME_BYTES = 64 * 1024;

    /// Content bytes of one frame, after the byte that says its kind.
    public static final int DATA_BYTES = 60 * 1024;

    /// Bytes of the send window of each channel when it opens. Every receiver can hold at least this
    /// much.
    public static final int SMALLEST_WINDOW_BYTES = 256 * 1024;

    /// Frames of kinds 1 to 3 that a sender keeps uncredited on one channel, whatever their size: a
    /// receiver pays for each frame and not only for its bytes.
    public static final int UNCREDITED_FRAMES = 8192;

    /// Bytes of one control message, its fragments joined.
    public static final int MESSAGE_BYTES = 8 * 1024 * 1024;

    /// Bytes of one HTTP request body at the build server.
    public static final int HTTP_BODY_BYTES = 256 * 1024;

    /// Bytes of one SDP offer or answer.
    public static final int SDP_BYTES = 64 * 1024;

    /// Bytes of one ICE candidate line.
    public static final int CANDIDATE_BYTES = 2 * 1024;

    /// ICE candidates of one side in one attempt to connect. Later ones are ignored.
    public static final int CANDIDATES = 256;

    /// Bytes of one path inside a project, in UTF-8.
    public static final int PATH_BYTES = 1024;

    /// Levels above the project's directory that a path of the project may lead to, as in `../../components/a.c`.
    public static final int LEVELS_ABOVE = 9;

    /// Files of one project.
    public static final int PROJECT_FILES = 50_000;

    /// Bytes of all files of one project together.
    public static final long PROJECT_BYTES = 2L * 1024 * 1024 * 1024;

    /// Bytes of one log line. A longer line is cut and marked.
    public static final int LOG_LINE_BYTES = 16 * 1024;

    /// Seconds by which the clocks of two machines may differ before a token is refused.
    public static final int CLOCK_SKEW_SECS = 30;

    /// The shortest validity of a grant, in seconds.
    public static final int GRANT_TTL_MIN_SECS = 5;

    /// The longest validity of a grant, in seconds.
    public static final int GRANT_TTL_MAX_SECS = 30;

    private Limits() {}
}
