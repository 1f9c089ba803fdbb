package dev.aegis.peer.process;

import dev.aegis.peer.channel.FrameEngine;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The reader loop of the link process: passes each message of the program to its link. The loop never
/// blocks on anything else, so the two processes cannot deadlock.
final class LinkProcessServer {
    private final Pipe pipe;
    private final FrameEngine engine;
    private final Map<Integer, HostedLink> links = new ConcurrentHashMap<>();

    LinkProcessServer(Pipe pipe, FrameEngine engine) {
        this.pipe = pipe;
        this.engine = engine;
    }

    void serveUntilClosed() throws IOException {
        try {
            while (true) {
                serve(pipe.receive());
            }
        } catch (EOFException gone) {
            // The program has exited or ends this process.
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
