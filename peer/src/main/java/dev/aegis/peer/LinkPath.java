package dev.aegis.peer;

/// How the packets of a link travel.
///
/// @param relayed whether either side's selected candidate is a relay's
/// @param local kind of our selected candidate: `host`, `srflx`, `prflx` or `relay`
/// @param remote kind of theirs
public record LinkPath(boolean relayed, String local, String remote) {}
