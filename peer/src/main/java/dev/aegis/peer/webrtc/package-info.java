/// The one place that knows the WebRTC library, with a guard for each of its traps.
/// Programs use `WebRtcEngine`; `peer.process` runs it in a process of its own.
@NullMarked
package dev.aegis.peer.webrtc;

import org.jspecify.annotations.NullMarked;
