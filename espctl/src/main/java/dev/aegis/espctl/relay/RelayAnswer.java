package dev.aegis.espctl.relay;

/// What came of asking a STUN or TURN server.
public sealed interface RelayAnswer {
    /// It does what it is for.
    ///
    /// @param millis from the first packet to the last
    record Works(long millis) implements RelayAnswer {}

    /// It does not take the credentials.
    ///
    /// @param reason its own words
    record Refused(int code, String reason) implements RelayAnswer {}

    /// It takes the credentials and has nothing to give, or does not relay at all.
    ///
    /// @param reason its own words
    record Unable(int code, String reason) implements RelayAnswer {}

    /// Nothing came back in time.
    record Silent() implements RelayAnswer {}

    /// The host is there and nothing listens, or something that is no relay.
    ///
    /// @param reason what was seen
    record NotThere(String reason) implements RelayAnswer {}

    /// Its name has no address.
    record NoSuchName() implements RelayAnswer {}
}
