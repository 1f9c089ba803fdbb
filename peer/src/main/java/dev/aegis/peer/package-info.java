/// How two sides talk once the build server has introduced them: links, channels with a send
/// window, and blobs on them. Called by `espctl` and `aegis-agent`; only `peer.webrtc` knows the
/// WebRTC library.
@NullMarked
package dev.aegis.peer;

import org.jspecify.annotations.NullMarked;
