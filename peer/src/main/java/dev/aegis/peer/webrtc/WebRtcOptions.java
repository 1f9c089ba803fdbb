package dev.aegis.peer.webrtc;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The options of the WebRTC library in one program.
///
/// @param loopback whether every candidate is 127.0.0.1, so that no packet leaves this machine
/// @param nativeCache where the native library is unpacked once; null for a temporary file at each
/// start
/// @param noCandidate how long to wait for the first local candidate
/// @param disconnected how long a connection may be disconnected before it ends
/// @param recycleAfterLinks the factory is recycled after so many connections, as soon as none is open.
/// That does not free the native memory that each connection leaks (about 80 KiB); only a new process
/// does, so a program that serves many connections uses `LinkProcessEngine`
/// @param recycleAfterFrames the same after so many received frames, whose leak it does free
public record WebRtcOptions(
        boolean loopback,
        @Nullable Path nativeCache,
        Duration noCandidate,
        Duration disconnected,
        int recycleAfterLinks,
        long recycleAfterFrames) {
    public static WebRtcOptions standard(@Nullable Path nativeCache) {
        return new WebRtcOptions(false, nativeCache, Duration.ofSeconds(5), Duration.ofSeconds(4), 500, 200_000);
    }

    public WebRtcOptions onLoopback() {
        return new WebRtcOptions(true, nativeCache, noCandidate, disconnected, recycleAfterLinks, recycleAfterFrames);
    }
}
