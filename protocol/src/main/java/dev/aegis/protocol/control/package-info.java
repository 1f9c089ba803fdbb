/// The bodies of the build server's HTTP API, one record for each message; `docs/protocol.md` has the
/// same fields. Called by every program.
@NullMarked
package dev.aegis.protocol.control;

import org.jspecify.annotations.NullMarked;
