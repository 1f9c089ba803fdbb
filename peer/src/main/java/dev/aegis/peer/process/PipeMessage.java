package dev.aegis.peer.process;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.ChannelName;
import org.jspecify.annotations.Nullable;

/// A message between a program and its link process. Both are the same build, so there is no version.
sealed interface PipeMessage {
    /// Number of the link, given by the program.
    int link();

    record Open(int link, LinkSettings settings) implements PipeMessage {}

    /// Answered by `Answer` or `Failed` with the same number.
    record Request(int link, int number, Verb verb, String text) implements PipeMessage {}

    enum Verb {
        CREATE_OFFER,
        ACCEPT_OFFER,
        ACCEPT_ANSWER,
        EXPLAIN
    }

    record Answer(int link, int number, String text) implements PipeMessage {}

    record Failed(int link, int number, String code, String sentence) implements PipeMessage {
        LinkException exception() {
            return new LinkException(code, sentence);
        }
    }

    /// A local candidate (from the link process) or a remote one (to it).
    record Candidate(
            int link, @Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) implements PipeMessage {}

    /// A frame to send (to the link process) or one that arrived (from it).
    record Frame(int link, ChannelName channel, byte[] content) implements PipeMessage {}

    /// WebRTC has accepted so many bytes of frames.
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

    /// The link is closed and its resources are released. The last message about it.
    record Closed(int link) implements PipeMessage {}
}
