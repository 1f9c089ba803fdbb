package dev.aegis.peer.webrtc;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.channel.FrameEngine;
import dev.aegis.peer.channel.FrameLink;
import dev.aegis.peer.channel.FrameLinkEvents;

/// Carries frames over WebRTC data channels, in this process.
public final class WebRtcFrameEngine implements FrameEngine {
    private final WebRtcOptions options;
    private final SharedFactory lease;

    public WebRtcFrameEngine(WebRtcOptions options) {
        this.options = options;
        lease = new SharedFactory(options);
    }

    @Override
    public FrameLink open(LinkSettings settings, FrameLinkEvents events) throws LinkException {
        var link = new WebRtcLink(options, settings, events, lease);
        link.open();
        return link;
    }

    void prepare() throws LinkException {
        lease.prepare();
    }

    /// How often the library was started; for tests of recycling.
    int started() {
        return lease.started();
    }

    @Override
    public void close() {
        lease.close();
    }
}
