package dev.aegis.peer.process;

import dev.aegis.peer.channel.FrameEngine;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The child's side of all links: takes what the program says to the link that it is about. The
/// thread that reads waits for nothing else, so that neither process can wait for the other in a
/// circle.
final class LinkProcessServer {
    private final Pipe pipe;
    private final FrameEngine engine;
    private final Map<Integer, HostedLink> links = new ConcurrentHashMap<>();

    LinkProcessServer(Pipe pipe, FrameEngine engine) {
        this.pipe = pipe;
        this.engine = engine;
    }

    void serveUntilGone() throws IOException {
        try {
            while (true) {
                serve(pipe.receive());
            }
        } catch (EOFException gone) {
            // The program ended, or wants this process to end.
        }
    }

    private void serve(PipeMessage message) {
        if (message instanceof PipeMessage.Open open) {
            var link = new HostedLink(open.link(), open.settings(), pipe, () -> links.remove(open.link()));
            links.put(open.link(), link);
            link.open(engine);
            return;
        }
        HostedLink link = links.get(message.link());
        if (link != null) {
            link.serve(message);
        }
    }
}
