package dev.aegis.peer.webrtc;

import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCPeerConnectionState;

/// The events of one connection, called on threads of the library. Each method copies what it needs and
/// returns.
interface NativeEvents {
    void candidate(String candidate, String sdpMid, int sdpMlineIndex);

    void candidateError(String url, int code, String text);

    void gatheringComplete();

    void state(RTCPeerConnectionState state);

    void dataChannel(RTCDataChannel channel);
}
