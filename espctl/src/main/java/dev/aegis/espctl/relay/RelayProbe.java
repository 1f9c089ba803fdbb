package dev.aegis.espctl.relay;

import dev.aegis.protocol.control.IceServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;

/// Sends the requests of a connection to one STUN or TURN server and releases the allocation afterwards.
public final class RelayProbe {
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final int WRONG_CREDENTIALS = 441;
    private static final int STALE_NONCE = 438;

    private final Duration patience;
    private final SecureRandom random = new SecureRandom();

    /// @param patience the time limit for one server
    public RelayProbe(Duration patience) {
        this.patience = patience;
    }

    public RelayAnswer ask(RelayUrl url, IceServer server) {
        long begin = System.nanoTime();
        InetSocketAddress address = new InetSocketAddress(url.host(), url.port());
        if (address.isUnresolved()) {
            return new RelayAnswer.NoSuchName();
        }
        long deadline = System.nanoTime() + patience.toNanos();
        try (StunConversation conversation = StunConversation.with(url, address, deadline)) {
            return url.isRelay() ? allocate(conversation, server, begin) : verdict(bind(conversation), begin);
        } catch (SocketTimeoutException silent) {
            return new RelayAnswer.Silent();
        } catch (IOException failed) {
            return new RelayAnswer.NotThere(reason(failed));
        }
    }

    private StunMessage bind(StunConversation conversation) throws IOException {
        return conversation.ask(StunRequest.binding(random));
    }

    /// The first request is always rejected with 401, which carries realm and nonce for the second (RFC 8489 section
    /// 9.2).
    private RelayAnswer allocate(StunConversation conversation, IceServer server, long begin) throws IOException {
        StunMessage challenge = conversation.ask(StunRequest.allocate(random));
        if (challenge.errorCode() != UNAUTHENTICATED) {
            return verdict(challenge, begin);
        }
        StunMessage answer = conversation.ask(signed(StunRequest.allocate(random), server, challenge));
        if (answer.errorCode() == STALE_NONCE) {
            challenge = answer;
            answer = conversation.ask(signed(StunRequest.allocate(random), server, challenge));
        }
        RelayAnswer verdict = verdict(answer, begin);
        if (answer.isSuccess()) {
            release(conversation, server, challenge);
        }
        return verdict;
    }

    private void release(StunConversation conversation, IceServer server, StunMessage challenge) {
        try {
            conversation.ask(signed(StunRequest.release(random), server, challenge));
        } catch (IOException unanswered) {
            // An allocation that is not refreshed expires by itself.
        }
    }

    private static StunRequest signed(StunRequest request, IceServer server, StunMessage challenge) throws IOException {
        byte[] realm = challenge.attributes().get(StunMessage.REALM);
        byte[] nonce = challenge.attributes().get(StunMessage.NONCE);
        if (realm == null || nonce == null) {
            throw new IOException("it asks for credentials and names no realm");
        }
        return request.signed(
                server.username() == null ? "" : server.username(),
                server.credential() == null ? "" : server.credential(),
                realm,
                nonce);
    }

    private static RelayAnswer verdict(StunMessage last, long begin) {
        if (last.isSuccess()) {
            return new RelayAnswer.Works((System.nanoTime() - begin) / 1_000_000);
        }
        int code = last.errorCode();
        return code == UNAUTHENTICATED || code == FORBIDDEN || code == WRONG_CREDENTIALS
                ? new RelayAnswer.Refused(code, last.errorReason())
                : new RelayAnswer.Unable(code, last.errorReason());
    }

    private static String reason(IOException failed) {
        return switch (failed) {
            case PortUnreachableException closed -> "no program listens on the port";
            case ConnectException refused -> "no program listens on the port";
            case NoRouteToHostException far -> "there is no route to the host";
            case SocketTimeoutException late -> "no answer in time";
            default ->
                failed.getMessage() == null
                        ? "the connection failed"
                        : failed.getMessage().replaceAll("\\p{Cntrl}", "?");
        };
    }
}
