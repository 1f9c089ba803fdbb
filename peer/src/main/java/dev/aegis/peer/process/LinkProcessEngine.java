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

/// WebRTC links in a process of their own. When it dies, each of its links ends with
/// `link_process_died` and the next `open` starts another; when this program dies, it ends.
public final class LinkProcessEngine implements PeerEngine {
    /// What all send windows of a program may grow by.
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

    /// Starts the process now, so that the first `open` need not wait for it.
    @Override
    public void prepare() throws LinkException {
        frames.prepare();
    }

    /// The running link process, for an operator's log.
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
