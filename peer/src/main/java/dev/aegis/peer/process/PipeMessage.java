package dev.aegis.peer.process;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.ChannelName;
import org.jspecify.annotations.Nullable;

/// What a program and its link process say to each other. Both are the same build, so there is no
/// version.
sealed interface PipeMessage {
    /// The link that it is about, as numbered by the program.
    int link();

    record Open(int link, LinkSettings settings) implements PipeMessage {}

    /// Answered by `Answer` or `Refused` with the same number.
    record Request(int link, int number, Verb verb, String text) implements PipeMessage {}

    enum Verb {
        CREATE_OFFER,
        ACCEPT_OFFER,
        ACCEPT_ANSWER,
        EXPLAIN
    }

    record Answer(int link, int number, String text) implements PipeMessage {}

    record Refused(int link, int number, String code, String sentence) implements PipeMessage {
        LinkException exception() {
            return new LinkException(code, sentence);
        }
    }

    /// A candidate of this side on its way out, or of the other side on its way in.
    record Candidate(
            int link, @Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) implements PipeMessage {}

    /// A frame to send, or one that arrived.
    record Frame(int link, ChannelName channel, byte[] content) implements PipeMessage {}

    /// So many bytes of frames to send have been handed to WebRTC.
    record Sent(int link, ChannelName channel, int bytes) implements PipeMessage {}

    record ChannelOpened(int link, ChannelName channel) implements PipeMessage {}

    record ChannelClosed(int link, ChannelName channel) implements PipeMessage {}

    record CloseChannel(int link, ChannelName channel) implements PipeMessage {}

    record Connected(int link, PeerLink.Connected connected) implements PipeMessage {}

    record Ended(int link, String code, String sentence) implements PipeMessage {
        LinkException exception() {
            return new LinkException(code, sentence);
        }
    }

    record Close(int link) implements PipeMessage {}

    /// Nothing of the link is left; the last word about it.
    record Closed(int link) implements PipeMessage {}
}
