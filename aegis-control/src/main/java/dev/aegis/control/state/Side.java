package dev.aegis.control.state;

/// The two sides of a job. Each has its own mailbox.
public enum Side {
    CLIENT,
    MACHINE
}
