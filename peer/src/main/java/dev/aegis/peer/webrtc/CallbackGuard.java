package dev.aegis.peer.webrtc;

import java.lang.System.Logger.Level;

/// Runs what the library calls back. A `Throwable` that leaves a callback ends the whole process in
/// version 0.14.0, so none does.
final class CallbackGuard {
    private static final System.Logger LOG = System.getLogger(CallbackGuard.class.getName());

    private CallbackGuard() {}

    @SuppressWarnings("CatchingUnchecked")
    static void run(Runnable body) {
        try {
            body.run();
        } catch (Throwable stopped) {
            report(stopped);
        }
    }

    private static void report(Throwable stopped) {
        try {
            LOG.log(Level.WARNING, "a WebRTC callback failed", stopped);
        } catch (Throwable ignored) {
            // Memory is so short that not even this can be told; the link's own deadlines end it.
        }
    }
}
