package dev.aegis.peer.process;

import dev.aegis.peer.webrtc.WebRtcOptions;
import java.nio.file.Path;

/// How link processes are run.
///
/// @param webRtc how WebRTC is used inside; its recycling does not apply, the process is recycled
/// @param temporary where a private directory with a socket appears while a process starts; the
/// path must be short, since a socket's name has at most 107 bytes
/// @param heapMegabytes the most heap of a process
/// @param recycleAfterLinks a process that has carried so many links ends as soon as it carries
/// none
/// @param recycleAfterFrames likewise for received frames
public record LinkProcessOptions(
        WebRtcOptions webRtc, Path temporary, int heapMegabytes, int recycleAfterLinks, long recycleAfterFrames) {
    public static LinkProcessOptions standard(WebRtcOptions webRtc) {
        return new LinkProcessOptions(webRtc, Path.of(System.getProperty("java.io.tmpdir")), 128, 200, 200_000);
    }
}
