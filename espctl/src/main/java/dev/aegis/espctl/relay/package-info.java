/// A probe of STUN (RFC 8489) and TURN (RFC 8656) servers: are they reachable, and do they accept the credentials?
/// Works without the WebRTC library. Used by `doctor`.
@NullMarked
package dev.aegis.espctl.relay;

import org.jspecify.annotations.NullMarked;
