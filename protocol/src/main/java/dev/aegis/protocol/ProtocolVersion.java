package dev.aegis.protocol;

import java.util.List;

/// The version of the messages on the data channels, agreed in the first message of a session.
///
/// History, with what each version has:
///
/// - **1** (2026-11): `hello`/`welcome`, sync by digest manifest, build, events with sequence numbers,
///   attach, artifacts by digest.
public final class ProtocolVersion {
    /// The version that this build of Aegis prefers.
    public static final int CURRENT = 1;

    /// Every version that this build of Aegis supports, best first.
    public static final List<Integer> SUPPORTED = List.of(CURRENT);

    private ProtocolVersion() {}

    /// Returns the best version that both sides support; 0 when there is none.
    public static int agree(List<Integer> offered) {
        return SUPPORTED.stream().filter(offered::contains).findFirst().orElse(0);
    }
}
