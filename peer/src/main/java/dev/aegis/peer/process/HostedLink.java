package dev.aegis.peer.process;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.channel.FrameEngine;
import dev.aegis.peer.channel.FrameLink;
import dev.aegis.peer.channel.FrameLinkEvents;
import dev.aegis.protocol.ChannelName;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The link process's side of one link: runs it and reports its events to the program.
final class HostedLink implements FrameLinkEvents {
    private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int number;
    private final LinkSettings settings;
    private final Pipe pipe;
    private final Runnable onClosed;
    private final Map<ChannelName, FrameSender> senders = new EnumMap<>(ChannelName.class);
    private @Nullable FrameLink link;

    HostedLink(int number, LinkSettings settings, Pipe pipe, Runnable onClosed) {
        this.number = number;
        this.settings = settings;
        this.pipe = pipe;
        this.onClosed = onClosed;
    }

    void open(FrameEngine engine) {
        try {
            FrameLink opened = engine.open(settings, this);
            link = opened;
            settings.channels().forEach(name -> senders.put(name, new FrameSender(opened, name, this::sent)));
        } catch (LinkException failed) {
            ended(failed);
        }
    }

    void serve(PipeMessage message) {
        FrameLink live = link;
        if (live == null) {
            serveUnopened(message);
            return;
        }
        switch (message) {
            case PipeMessage.Request request ->
                Thread.ofVirtual().name("link-request").start(() -> answer(live, request));
            case PipeMessage.Candidate candidate ->
                live.addRemoteCandidate(candidate.candidate(), candidate.sdpMid(), candidate.sdpMlineIndex());
            case PipeMessage.Frame frame -> sender(frame.channel()).add(frame.content());
            case PipeMessage.CloseChannel close ->
                sender(close.channel()).end(() -> live.closeChannel(close.channel()));
            case PipeMessage.Close _ -> Thread.ofVirtual().name("link-close").start(() -> close(live));
            case PipeMessage.Open _,
                    PipeMessage.Answer _,
                    PipeMessage.Failed _,
                    PipeMessage.Sent _,
                    PipeMessage.ChannelOpened _,
                    PipeMessage.ChannelClosed _,
                    PipeMessage.Connected _,
                    PipeMessage.Ended _,
                    PipeMessage.Closed _ -> throw new IllegalStateException("not for a link process: " + message);
        }
    }

    private void serveUnopened(PipeMessage message) {
        if (message instanceof PipeMessage.Request request) {
            send(new PipeMessage.Failed(number, request.number(), "link_closed", "the link is closed"));
        }
        if (message instanceof PipeMessage.Close) {
            onClosed.run();
            send(new PipeMessage.Closed(number));
        }
    }

    private FrameSender sender(ChannelName channel) {
        FrameSender sender = senders.get(channel);
        if (sender == null) {
            throw new IllegalStateException("channel " + channel.wire() + " is not in the link's settings");
        }
        return sender;
    }

    private void answer(FrameLink live, PipeMessage.Request request) {
        try {
            String text = switch (request.verb()) {
                case CREATE_OFFER -> live.createOffer();
                case ACCEPT_OFFER -> live.acceptOffer(request.text());
                case ACCEPT_ANSWER -> {
                    live.acceptAnswer(request.text());
                    yield "";
                }
                case EXPLAIN -> live.explain();
            };
            send(new PipeMessage.Answer(number, request.number(), text));
        } catch (LinkException refused) {
            send(new PipeMessage.Failed(
                    number, request.number(), refused.code(), String.valueOf(refused.getMessage())));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void close(FrameLink live) {
        senders.values().forEach(sender -> sender.end(() -> {}));
        long deadline = System.nanoTime() + FLUSH_NANOS;
        senders.values().forEach(sender -> sender.awaitEnd(deadline - System.nanoTime()));
        live.close();
        onClosed.run();
        send(new PipeMessage.Closed(number));
    }

    private void sent(ChannelName channel, int bytes) {
        send(new PipeMessage.Sent(number, channel, bytes));
    }

    private void send(PipeMessage message) {
        try {
            pipe.send(message);
        } catch (IOException gone) {
            // The reader thread gets the same error and ends the process.
        }
    }

    @Override
    public void candidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) {
        send(new PipeMessage.Candidate(number, candidate, sdpMid, sdpMlineIndex));
    }

    @Override
    public void connected(PeerLink.Connected connected) {
        send(new PipeMessage.Connected(number, connected));
    }

    @Override
    public void channelOpened(ChannelName channel) {
        send(new PipeMessage.ChannelOpened(number, channel));
    }

    @Override
    public void frame(ChannelName channel, byte[] frame) {
        send(new PipeMessage.Frame(number, channel, frame));
    }

    @Override
    public void channelClosed(ChannelName channel) {
        send(new PipeMessage.ChannelClosed(number, channel));
    }

    @Override
    public void ended(LinkException reason) {
        send(new PipeMessage.Ended(number, reason.code(), String.valueOf(reason.getMessage())));
    }
}
