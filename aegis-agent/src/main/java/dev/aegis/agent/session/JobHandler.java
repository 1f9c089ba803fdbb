package dev.aegis.agent.session;

import dev.aegis.protocol.control.JobAssignment;

/// Handles one job from its grant to the end of its session.
@FunctionalInterface
public interface JobHandler {
    SessionEnd handle(JobAssignment job, Signaling signaling) throws InterruptedException;
}
