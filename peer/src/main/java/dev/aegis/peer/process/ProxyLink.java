package dev.aegis.peer.process;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.channel.FrameLink;
import dev.aegis.peer.channel.FrameLinkEvents;
import dev.aegis.peer.process.PipeMessage.Verb;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Limits;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The program's side of one link in a link process: forwards calls to it and events from it.
final class ProxyLink implements FrameLink {
    private static final int ANSWER_SECONDS = 20;
    private static final int CLOSE_SECONDS = 10;

    private final int number;
    private final LinkProcess process;
    private final FrameLinkEvents events;
    private final AtomicInteger requestNumbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private final Map<ChannelName, BufferedAmount> buffered = new EnumMap<>(ChannelName.class);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    ProxyLink(int number, LinkProcess process, FrameLinkEvents events) {
        this.number = number;
        this.process = process;
        this.events = events;
        for (ChannelName name : ChannelName.values()) {
            buffered.put(name, new BufferedAmount());
        }
    }

    @Override
    public String createOffer() throws LinkException, InterruptedException {
        return request(Verb.CREATE_OFFER, "");
    }

    @Override
    public String acceptOffer(String sdp) throws LinkException, InterruptedException {
        return request(Verb.ACCEPT_OFFER, checked(sdp));
    }

    @Override
    public void acceptAnswer(String sdp) throws LinkException, InterruptedException {
        request(Verb.ACCEPT_ANSWER, checked(sdp));
    }

    private static String checked(String sdp) throws LinkException {
        if (sdp.length() > Limits.SDP_BYTES) {
            throw new LinkException("bad_sdp", "the other side's SDP is over " + Limits.SDP_BYTES + " bytes");
        }
        return sdp;
    }

    @Override
    public String explain() throws InterruptedException {
        try {
            return request(Verb.EXPLAIN, "");
        } catch (LinkException unknown) {
            return String.valueOf(unknown.getMessage());
        }
    }

    private String request(Verb verb, String text) throws LinkException, InterruptedException {
        int id = requestNumbers.incrementAndGet();
        var answer = new CompletableFuture<String>();
        waiting.put(id, answer);
        try {
            process.send(new PipeMessage.Request(number, id, verb, text));
            if (ended.get()) {
                throw new LinkException("link_process_died", "the link process has died");
            }
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            throw refused.getCause() instanceof LinkException link
                    ? link
                    : new LinkException("webrtc_stuck", "the link process failed: " + refused.getCause(), refused);
        } catch (TimeoutException late) {
            throw new LinkException("webrtc_stuck", "the link process did not answer in time", late);
        } finally {
            waiting.remove(id);
        }
    }

    @Override
    public void addRemoteCandidate(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) {
        if (candidate == null || candidate.length() <= Limits.CANDIDATE_BYTES) {
            process.send(new PipeMessage.Candidate(number, candidate, sdpMid, sdpMlineIndex));
        }
    }

    @Override
    public void send(ChannelName channel, byte[] frame) throws LinkException, InterruptedException {
        if (frame.length > Limits.FRAME_BYTES) {
            throw new LinkException(
                    "frame_too_large",
                    "a frame of " + frame.length + " bytes is over the limit of " + Limits.FRAME_BYTES);
        }
        if (!buffered(channel).take(frame.length)) {
            throw new LinkException("channel_closed", "channel " + channel.wire() + " is closed");
        }
        process.send(new PipeMessage.Frame(number, channel, frame));
    }

    @Override
    public boolean offer(ChannelName channel, byte[] frame) {
        boolean room = buffered(channel).tryTake(frame.length);
        if (room) {
            process.send(new PipeMessage.Frame(number, channel, frame));
        }
        return room;
    }

    private BufferedAmount buffered(ChannelName channel) {
        return Objects.requireNonNull(buffered.get(channel));
    }

    @Override
    public void closeChannel(ChannelName channel) {
        process.send(new PipeMessage.CloseChannel(number, channel));
    }

    /// Handles a message of the link process, on the reader thread.
    void handle(PipeMessage message) {
        switch (message) {
            case PipeMessage.Answer answer -> complete(answer.number(), answer.text());
            case PipeMessage.Failed refused -> fail(refused.number(), refused.exception());
            case PipeMessage.Candidate candidate ->
                events.candidate(candidate.candidate(), candidate.sdpMid(), candidate.sdpMlineIndex());
            case PipeMessage.Frame frame -> events.frame(frame.channel(), frame.content());
            case PipeMessage.Sent sent -> buffered(sent.channel()).sent(sent.bytes());
            case PipeMessage.ChannelOpened opened -> events.channelOpened(opened.channel());
            case PipeMessage.ChannelClosed gone -> {
                buffered(gone.channel()).end();
                events.channelClosed(gone.channel());
            }
            case PipeMessage.Connected now -> events.connected(now.connected());
            case PipeMessage.Ended end -> events.ended(end.exception());
            case PipeMessage.Closed _ -> end(new LinkException("link_closed", "the link is closed"));
            case PipeMessage.Open _, PipeMessage.Request _, PipeMessage.CloseChannel _, PipeMessage.Close _ ->
                throw new IllegalStateException("not for a program: " + message);
        }
    }

    private void complete(int request, String text) {
        CompletableFuture<String> answer = waiting.get(request);
        if (answer != null) {
            answer.complete(text);
        }
    }

    private void fail(int request, LinkException refused) {
        CompletableFuture<String> answer = waiting.get(request);
        if (answer != null) {
            answer.completeExceptionally(refused);
        }
    }

    void died(LinkException reason) {
        end(reason);
        events.ended(reason);
    }

    private void end(LinkException reason) {
        ended.set(true);
        buffered.values().forEach(BufferedAmount::end);
        waiting.values().forEach(answer -> answer.completeExceptionally(reason));
        closed.countDown();
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true) && !ended.get()) {
            process.send(new PipeMessage.Close(number));
        }
        try {
            if (!closed.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                process.retire();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        process.remove(number);
    }
}
