package dev.aegis.espctl.remote;

/// Receives the events of a build.
@FunctionalInterface
public interface BuildListener {
    void on(BuildEvent event);
}
