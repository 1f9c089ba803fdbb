package dev.aegis.peer.webrtc;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.channel.FrameEngine;
import dev.aegis.peer.channel.FrameLink;
import dev.aegis.peer.channel.FrameLinkEvents;

/// Opens links over WebRTC data channels, in this process.
public final class WebRtcFrameEngine implements FrameEngine {
    private final WebRtcOptions options;
    private final SharedFactory factory;

    public WebRtcFrameEngine(WebRtcOptions options) {
        this.options = options;
        factory = new SharedFactory(options);
    }

    @Override
    public FrameLink open(LinkSettings settings, FrameLinkEvents events) throws LinkException {
        var link = new WebRtcLink(options, settings, events, factory);
        link.open();
        return link;
    }

    void prepare() throws LinkException {
        factory.prepare();
    }

    /// Returns how often the factory was created; for tests of recycling.
    int started() {
        return factory.started();
    }

    @Override
    public void close() {
        factory.close();
    }
}
