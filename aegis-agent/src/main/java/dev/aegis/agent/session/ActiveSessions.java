package dev.aegis.agent.session;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.grant.Grant;
import dev.aegis.protocol.session.MachineMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The sessions that have an open link now.
final class ActiveSessions implements SessionRunner {
    private final MachineServices services;
    private final String agentId;
    private final Clock clock;
    private final Set<Session> open = ConcurrentHashMap.newKeySet();

    ActiveSessions(MachineServices services, String agentId, Clock clock) {
        this.services = services;
        this.agentId = agentId;
        this.clock = clock;
    }

    @Override
    public SessionEnd run(Grant grant, PeerLink link) throws InterruptedException {
        Session session;
        try {
            session = new Session(grant, link, services, agentId, clock);
        } catch (LinkException noChannel) {
            return new SessionEnd.Completed("a session needs the espctl channel: " + noChannel.getMessage(), 0);
        }
        open.add(session);
        try {
            return session.run();
        } finally {
            open.remove(session);
        }
    }

    @Override
    public void endAll(String reason) throws InterruptedException {
        List<Thread> leaving = new ArrayList<>();
        for (Session session : open) {
            leaving.add(Thread.ofVirtual().start(() -> {
                try {
                    session.shutdown().leave(new MachineMessage.Goodbye(reason), reason);
                } catch (InterruptedException hurry) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread thread : leaving) {
            thread.join();
        }
    }
}
