package dev.aegis.peer.webrtc;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnectionIceErrorEvent;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Passes the library's events on. The library keeps each observer for ever, so this one holds
/// nothing but a reference that is dropped when the link ends.
final class ConnectionObserver implements PeerConnectionObserver {
    private volatile @Nullable NativeEvents events;

    ConnectionObserver(NativeEvents events) {
        this.events = events;
    }

    void detach() {
        events = null;
    }

    private void tell(Consumer<NativeEvents> news) {
        CallbackGuard.run(() -> {
            NativeEvents listener = events;
            if (listener != null) {
                news.accept(listener);
            }
        });
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
        tell(listener -> listener.candidate(candidate.sdp, candidate.sdpMid, candidate.sdpMLineIndex));
    }

    @Override
    public void onIceCandidateError(RTCPeerConnectionIceErrorEvent error) {
        tell(listener -> listener.candidateError(error.getUrl(), error.getErrorCode(), error.getErrorText()));
    }

    @Override
    public void onIceGatheringChange(RTCIceGatheringState state) {
        if (state == RTCIceGatheringState.COMPLETE) {
            tell(NativeEvents::gatheringComplete);
        }
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState state) {
        tell(listener -> listener.state(state));
    }

    @Override
    public void onDataChannel(RTCDataChannel channel) {
        tell(listener -> listener.dataChannel(channel));
    }
}
