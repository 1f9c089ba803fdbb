/// Links whose channels carry messages and data with flow control, on raw frames. `peer.webrtc` and
/// `peer.process` implement `FrameEngine`, which carries the frames, and call this package.
@NullMarked
package dev.aegis.peer.channel;

import org.jspecify.annotations.NullMarked;
