package dev.aegis.peer.channel;

import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.LocalCandidateListener;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Makes links with flow-controlled channels on an engine that carries frames. Closing it closes its
/// links.
public final class ChannelEngine implements PeerEngine {
    /// The largest send window: 500 ms of round trip at 16 MB/s.
    private static final int WINDOW_CAP = 8 * 1024 * 1024;

    private final FrameEngine frames;
    private final WindowBudget budget;
    private final LinkTimings timings;
    private final LongSupplier nanoTime;
    private final Set<ChannelLink> links = ConcurrentHashMap.newKeySet();

    public ChannelEngine(FrameEngine frames, WindowBudget budget, LinkTimings timings) {
        this.frames = frames;
        this.budget = budget;
        this.timings = timings;
        this.nanoTime = System::nanoTime;
    }

    @Override
    public PeerLink open(LinkSettings settings, LocalCandidateListener candidates) {
        var link = new ChannelLink(settings, candidates, timings, this::newWindow, nanoTime, links::remove);
        links.add(link);
        link.open(frames);
        return link;
    }

    private SendWindow newWindow() {
        return new SendWindow(WINDOW_CAP, budget, nanoTime);
    }

    @Override
    public void close() {
        List.copyOf(links).forEach(ChannelLink::close);
        frames.close();
    }
}
