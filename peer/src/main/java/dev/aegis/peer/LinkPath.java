package dev.aegis.peer;

/// The selected candidate pair of a link.
///
/// @param relayed whether either candidate is a relay candidate
/// @param local type of the local candidate: `host`, `srflx`, `prflx` or `relay`
/// @param remote type of the remote candidate
public record LinkPath(boolean relayed, String local, String remote) {}
