/// The control messages on the data channels of one session; `docs/protocol.md` has the same fields.
/// Called by `espctl` and `aegis-agent`, and by `peer` for blobs.
@NullMarked
package dev.aegis.protocol.session;

import org.jspecify.annotations.NullMarked;
