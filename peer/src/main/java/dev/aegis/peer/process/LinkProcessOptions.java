package dev.aegis.peer.process;

import dev.aegis.peer.webrtc.WebRtcOptions;
import java.nio.file.Path;

/// The options of link processes.
///
/// @param webRtc options of WebRTC inside; its recycling does not apply, because the process is recycled
/// @param temporary parent of the private directory with the socket while a process starts; the path
/// must be short, because the name of a socket has at most 107 bytes
/// @param heapMegabytes maximum heap of a process
/// @param recycleAfterLinks a process that has opened so many links exits as soon as none is open
/// @param recycleAfterFrames the same for received frames
public record LinkProcessOptions(
        WebRtcOptions webRtc, Path temporary, int heapMegabytes, int recycleAfterLinks, long recycleAfterFrames) {
    public static LinkProcessOptions standard(WebRtcOptions webRtc) {
        return new LinkProcessOptions(webRtc, Path.of(System.getProperty("java.io.tmpdir")), 128, 200, 200_000);
    }
}
