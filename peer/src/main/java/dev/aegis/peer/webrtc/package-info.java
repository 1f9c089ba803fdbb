/// Links on the WebRTC library, with workarounds for its faults; no other package imports the library.
/// Called by programs through `WebRtcEngine`, and by `peer.process`, which runs it in a separate process.
@NullMarked
package dev.aegis.peer.webrtc;

import org.jspecify.annotations.NullMarked;
