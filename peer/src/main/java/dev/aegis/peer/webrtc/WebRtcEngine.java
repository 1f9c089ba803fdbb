package dev.aegis.peer.webrtc;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.LocalCandidateListener;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.channel.ChannelEngine;
import dev.aegis.peer.channel.LinkTimings;
import dev.aegis.peer.channel.WindowBudget;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// WebRTC links in this process. A crash of native code ends the program; a program that must survive it
/// uses `LinkProcessEngine`.
public final class WebRtcEngine implements PeerEngine {
    /// Bytes by which all send windows of the program together may grow.
    private static final long WINDOW_BUDGET = 64L * 1024 * 1024;

    private final WebRtcFrameEngine frames;
    private final ChannelEngine channels;

    public WebRtcEngine(WebRtcOptions options) {
        this(options, LinkTimings.STANDARD, new WindowBudget(WINDOW_BUDGET));
    }

    public WebRtcEngine(WebRtcOptions options, LinkTimings timings, WindowBudget budget) {
        frames = new WebRtcFrameEngine(options);
        channels = new ChannelEngine(frames, budget, timings);
    }

    /// @param nativeCache where the native library is unpacked once; null for a temporary file at
    /// each start
    public static WebRtcEngine create(@Nullable Path nativeCache) {
        return new WebRtcEngine(WebRtcOptions.standard(nativeCache));
    }

    /// Returns an engine whose candidates are all 127.0.0.1, so that no packet leaves the machine.
    public static WebRtcEngine onLoopback(@Nullable Path nativeCache) {
        return new WebRtcEngine(WebRtcOptions.standard(nativeCache).onLoopback());
    }

    /// Loads and initializes the library.
    @Override
    public void prepare() throws LinkException {
        frames.prepare();
    }

    @Override
    public PeerLink open(LinkSettings settings, LocalCandidateListener candidates) {
        return channels.open(settings, candidates);
    }

    @Override
    public void close() {
        channels.close();
    }
}
