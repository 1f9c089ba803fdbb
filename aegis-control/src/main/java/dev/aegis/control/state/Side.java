package dev.aegis.control.state;

/// The two readers of a job's messages; each has a mailbox of its own.
public enum Side {
    CLIENT,
    MACHINE
}
