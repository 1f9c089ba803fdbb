package dev.aegis.espctl.connect;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkPath;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.ProtocolVersion;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineMessage;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// An open session with a verified machine.
public final class MachineSession implements AutoCloseable {
    private final PeerLink link;
    private final String jobId;
    private final String agentId;
    private final LinkPath path;
    private final PeerChannel espctl;
    private final ReentrantLock sending = new ReentrantLock();
    private int levelsAbove;

    private MachineSession(PeerLink link, String jobId, ConnectAttempt.Verified verified, PeerChannel espctl) {
        this.link = link;
        this.jobId = jobId;
        this.agentId = verified.agentId();
        this.path = verified.path();
        this.espctl = espctl;
    }

    /// Agrees with the machine on the protocol version and the window sizes.
    static MachineSession handshake(
            PeerLink link,
            String jobId,
            ConnectAttempt.Verified verified,
            List<ChannelName> channels,
            String clientName)
            throws LinkException, InterruptedException {
        MachineSession session = new MachineSession(link, jobId, verified, link.channel(ChannelName.ESPCTL));
        session.send(new ClientMessage.Hello(ProtocolVersion.SUPPORTED, clientName, ConnectAttempt.WINDOW_BYTES));
        MachineMessage first = session.receive();
        if (first instanceof MachineMessage.Failure failure) {
            throw refused(failure);
        }
        if (!(first instanceof MachineMessage.Welcome welcome)) {
            throw new LinkException("protocol_error", "the machine did not answer hello with welcome");
        }
        if (!welcome.agentId().equals(verified.agentId())) {
            throw UnverifiedMachine.failure(
                    "it names itself " + welcome.agentId() + ", but proved to be " + verified.agentId());
        }
        for (ChannelName name : channels) {
            link.channel(name).allowWindow(welcome.maxWindowBytes());
        }
        session.levelsAbove = welcome.levelsAbove() == null ? 0 : welcome.levelsAbove();
        return session;
    }

    public String agentId() {
        return agentId;
    }

    /// How many levels above the project the machine takes files from; 0 for a machine that takes none.
    public int levelsAbove() {
        return levelsAbove;
    }

    public String jobId() {
        return jobId;
    }

    public LinkPath path() {
        return path;
    }

    /// Returns the bytes that were sent on `espctl`, also when the link is closed.
    public long sentBytes() {
        return espctl.stats().sentBytes();
    }

    public void send(ClientMessage message) throws LinkException, InterruptedException {
        sending.lockInterruptibly();
        try {
            espctl.sendMessage(WireJson.bytes(message));
        } finally {
            sending.unlock();
        }
    }

    /// Returns the next message on `espctl`.
    ///
    /// @throws LinkException when the link is closed
    public MachineMessage receive() throws LinkException, InterruptedException {
        PeerChannel.Received received = espctl.receive();
        if (received == null) {
            throw new LinkException("link_closed", "the connection to the build machine ended");
        }
        if (received instanceof PeerChannel.Received.Message message) {
            return read(message.content());
        }
        throw new LinkException("protocol_error", "the machine sent data instead of a message");
    }

    /// Returns a channel for blobs. On `espctl`, messages must not be mixed with a blob: use `exclusively`.
    public PeerChannel channel(ChannelName name) throws LinkException {
        return link.channel(name);
    }

    /// Runs a transfer on `espctl`, and holds back other messages until it ends.
    public void exclusively(Transfer transfer) throws LinkException, InterruptedException {
        sending.lockInterruptibly();
        try {
            transfer.run(espctl);
        } finally {
            sending.unlock();
        }
    }

    /// A transfer that other messages must not interrupt.
    @FunctionalInterface
    public interface Transfer {
        void run(PeerChannel channel) throws LinkException, InterruptedException;
    }

    @Override
    public void close() {
        link.close();
    }

    /// Reads a message of the machine.
    public static MachineMessage read(byte[] message) throws LinkException {
        try {
            return WireJson.read(message, MachineMessage.class);
        } catch (WireException broken) {
            throw new LinkException(
                    "protocol_error", "the machine sent a message that cannot be read: " + broken.getMessage(), broken);
        }
    }

    /// Turns a failure message of the machine into a failure for the user.
    public static Failure refused(MachineMessage.Failure failure) {
        return new Failure(
                failure.code().equals("version_unsupported") ? ExitCode.REFUSED : ExitCode.FAILED,
                failure.code(),
                failure.message(),
                failure.hint() != null
                        ? failure.hint()
                        : switch (failure.fault()) {
                            case PROJECT -> "fix the project or the options, then run: espctl build";
                            case INFRASTRUCTURE ->
                                "try again; if it fails again, tell the operator of the build machine";
                        });
    }
}
