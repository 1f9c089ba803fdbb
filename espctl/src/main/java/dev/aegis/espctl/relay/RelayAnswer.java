package dev.aegis.espctl.relay;

/// Result of a request to a STUN or TURN server.
public sealed interface RelayAnswer {
    /// The server answered as a connection needs it.
    ///
    /// @param millis from the first packet to the last
    record Works(long millis) implements RelayAnswer {}

    /// The server rejected the credentials.
    ///
    /// @param reason the reason phrase of the server
    record Refused(int code, String reason) implements RelayAnswer {}

    /// The server accepted the credentials but allocated no relay address.
    ///
    /// @param reason the reason phrase of the server
    record Unable(int code, String reason) implements RelayAnswer {}

    /// No answer arrived in time.
    record Silent() implements RelayAnswer {}

    /// The host answered, but no STUN or TURN server listens there.
    ///
    /// @param reason the observed error
    record NotThere(String reason) implements RelayAnswer {}

    /// The host name has no address.
    record NoSuchName() implements RelayAnswer {}
}
