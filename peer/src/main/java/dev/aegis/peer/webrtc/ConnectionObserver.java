package dev.aegis.peer.webrtc;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnectionIceErrorEvent;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Forwards the library's events. The library never releases an observer, so this one holds only a
/// reference, which is cleared when the link ends.
final class ConnectionObserver implements PeerConnectionObserver {
    private volatile @Nullable NativeEvents events;

    ConnectionObserver(NativeEvents events) {
        this.events = events;
    }

    void detach() {
        events = null;
    }

    private void forward(Consumer<NativeEvents> event) {
        CallbackGuard.run(() -> {
            NativeEvents listener = events;
            if (listener != null) {
                event.accept(listener);
            }
        });
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
        forward(listener -> listener.candidate(candidate.sdp, candidate.sdpMid, candidate.sdpMLineIndex));
    }

    @Override
    public void onIceCandidateError(RTCPeerConnectionIceErrorEvent error) {
        forward(listener -> listener.candidateError(error.getUrl(), error.getErrorCode(), error.getErrorText()));
    }

    @Override
    public void onIceGatheringChange(RTCIceGatheringState state) {
        if (state == RTCIceGatheringState.COMPLETE) {
            forward(NativeEvents::gatheringComplete);
        }
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState state) {
        forward(listener -> listener.state(state));
    }

    @Override
    public void onDataChannel(RTCDataChannel channel) {
        forward(listener -> listener.dataChannel(channel));
    }
}
