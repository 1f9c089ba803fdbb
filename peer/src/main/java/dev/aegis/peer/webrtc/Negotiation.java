package dev.aegis.peer.webrtc;

import dev.aegis.peer.LinkException;
import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Blocking calls for session descriptions, on the library's callbacks.
final class Negotiation {
    private static final int TIMEOUT_SECONDS = 10;

    private Negotiation() {}

    static RTCSessionDescription createOffer(RTCPeerConnection connection) throws LinkException, InterruptedException {
        return created(observer -> connection.createOffer(new RTCOfferOptions(), observer));
    }

    static RTCSessionDescription createAnswer(RTCPeerConnection connection) throws LinkException, InterruptedException {
        return created(observer -> connection.createAnswer(new RTCAnswerOptions(), observer));
    }

    static void setLocal(RTCPeerConnection connection, RTCSessionDescription description)
            throws LinkException, InterruptedException {
        set(observer -> connection.setLocalDescription(description, observer));
    }

    static void setRemote(RTCPeerConnection connection, RTCSdpType type, String sdp)
            throws LinkException, InterruptedException {
        set(observer -> connection.setRemoteDescription(new RTCSessionDescription(type, sdp), observer));
    }

    private static RTCSessionDescription created(Consumer<CreateSessionDescriptionObserver> request)
            throws LinkException, InterruptedException {
        var done = new CompletableFuture<RTCSessionDescription>();
        start(request, new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                CallbackGuard.run(() -> done.complete(description));
            }

            @Override
            public void onFailure(String error) {
                CallbackGuard.run(() -> done.completeExceptionally(failed(error)));
            }
        });
        return await(done);
    }

    private static void set(Consumer<SetSessionDescriptionObserver> request)
            throws LinkException, InterruptedException {
        var done = new CompletableFuture<Boolean>();
        start(request, new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                CallbackGuard.run(() -> done.complete(true));
            }

            @Override
            public void onFailure(String error) {
                CallbackGuard.run(() -> done.completeExceptionally(failed(error)));
            }
        });
        await(done);
    }

    private static <T> void start(Consumer<T> request, T observer) throws LinkException {
        try {
            request.accept(observer);
        } catch (RuntimeException | Error unreadable) {
            // The library throws java.lang.Error itself for what it cannot read.
            throw new LinkException("bad_sdp", "the session description cannot be read: " + unreadable, unreadable);
        }
    }

    private static LinkException failed(String error) {
        return new LinkException("bad_sdp", "the session description was refused: " + error);
    }

    private static <T> T await(CompletableFuture<T> done) throws LinkException, InterruptedException {
        try {
            return done.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof LinkException link
                    ? link
                    : new LinkException("bad_sdp", "the session description failed: " + failed.getCause(), failed);
        } catch (TimeoutException late) {
            throw new LinkException("webrtc_stuck", "the WebRTC library did not answer in time", late);
        }
    }
}
