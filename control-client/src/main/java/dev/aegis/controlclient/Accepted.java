package dev.aegis.controlclient;

/// The content of a successful answer that has none.
public enum Accepted {
    ACCEPTED
}
