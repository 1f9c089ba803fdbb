/// Messages, data and the send window on top of raw frames, and links made of such channels.
/// `FrameEngine` is what carries the frames; `peer.webrtc` and `peer.process` implement it.
@NullMarked
package dev.aegis.peer.channel;

import org.jspecify.annotations.NullMarked;
