package dev.aegis.agent.execution;

import dev.aegis.protocol.session.Phase;

/// Hears how a build goes. Calls never overlap.
public interface BuildListener {
    /// The stream of the machine's own words.
    String AGENT = "agent";

    void line(String stream, String text);

    void phase(Phase phase);

    void progress(int done, int total);
}
