/// Whether a STUN or TURN server can be reached and takes our credentials, found out by asking it: STUN (RFC 8489) and
/// the first step of TURN (RFC 8656), without WebRTC. Called by doctor.
@NullMarked
package dev.aegis.espctl.relay;

import org.jspecify.annotations.NullMarked;
