package dev.aegis.agent.execution;

import dev.aegis.protocol.session.Phase;

/// Receives the events of a build. Calls never overlap.
public interface BuildListener {
    /// The name of the stream with the lines of the machine itself.
    String AGENT = "agent";

    void line(String stream, String text);

    void phase(Phase phase);

    void progress(int done, int total);
}
