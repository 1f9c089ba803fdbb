package dev.aegis.mcp.call;

import java.util.Arrays;
import java.util.Optional;

/// The protocol revisions that the engine supports, oldest first.
///
/// - `2024-11-05`: the first one.
/// - `2025-03-26`: tool annotations, audio, batches, Streamable HTTP.
/// - `2025-06-18`: titles, output schemas, structured results, resource links, elicitation; batches gone.
/// - `2025-11-25`: icons, tasks (experimental), elicitation by URL, bad arguments as tool errors.
/// - `2026-07-28`: no handshake and no session; each request is complete in itself; questions are sent in results.
public enum Revision {
    V2024_11_05("2024-11-05"),
    V2025_03_26("2025-03-26"),
    V2025_06_18("2025-06-18"),
    V2025_11_25("2025-11-25"),
    V2026_07_28("2026-07-28");

    /// The newest revision that opens with `initialize`.
    public static final Revision NEWEST_WITH_SESSION = V2025_11_25;

    /// The newest revision of all.
    public static final Revision NEWEST = V2026_07_28;

    private final String wireName;

    Revision(String wireName) {
        this.wireName = wireName;
    }

    public static Optional<Revision> find(String wireName) {
        return Arrays.stream(values())
                .filter(revision -> revision.wireName.equals(wireName))
                .findFirst();
    }

    public boolean atLeast(Revision other) {
        return compareTo(other) >= 0;
    }

    /// Returns whether requests belong to no session.
    public boolean isStateless() {
        return atLeast(V2026_07_28);
    }

    /// Returns whether several messages may be sent in one array.
    public boolean hasBatches() {
        return !atLeast(V2025_06_18);
    }

    @Override
    public String toString() {
        return wireName;
    }
}
