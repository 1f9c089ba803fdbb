/// The bodies of the build server's HTTP API, one record a message; `docs/protocol.md` shows each on
/// the wire.
/// Written and read by every program.
@NullMarked
package dev.aegis.protocol.control;

import org.jspecify.annotations.NullMarked;
