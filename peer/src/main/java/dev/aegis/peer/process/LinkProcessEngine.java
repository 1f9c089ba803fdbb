package dev.aegis.peer.process;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.LocalCandidateListener;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.channel.ChannelEngine;
import dev.aegis.peer.channel.LinkTimings;
import dev.aegis.peer.channel.WindowBudget;
import java.util.OptionalLong;

/// WebRTC links in a separate process. When that process dies, its links end with `link_process_died`
/// and the next `open` starts another one. It exits when this program dies.
public final class LinkProcessEngine implements PeerEngine {
    /// Bytes by which all send windows of the program together may grow.
    private static final long WINDOW_BUDGET = 64L * 1024 * 1024;

    private final LinkProcessFrameEngine frames;
    private final ChannelEngine channels;

    public LinkProcessEngine(LinkProcessOptions options) {
        this(options, LinkTimings.STANDARD, new WindowBudget(WINDOW_BUDGET));
    }

    public LinkProcessEngine(LinkProcessOptions options, LinkTimings timings, WindowBudget budget) {
        frames = new LinkProcessFrameEngine(options);
        channels = new ChannelEngine(frames, budget, timings);
    }

    /// Starts the process now, so that the first `open` does not wait for it.
    @Override
    public void prepare() throws LinkException {
        frames.prepare();
    }

    /// Returns the process id of the running link process, for the operator's log.
    public OptionalLong pid() {
        return frames.pid();
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
