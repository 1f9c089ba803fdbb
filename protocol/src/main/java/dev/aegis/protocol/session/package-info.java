/// The control messages on the data channels of one session; `docs/protocol.md` shows each on the wire.
/// Written and read by `espctl` and `aegis-agent`; carried by `peer`.
@NullMarked
package dev.aegis.protocol.session;

import org.jspecify.annotations.NullMarked;
