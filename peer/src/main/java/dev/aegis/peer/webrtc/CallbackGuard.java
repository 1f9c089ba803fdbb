package dev.aegis.peer.webrtc;

import java.lang.System.Logger.Level;

/// A guard around callbacks of the library. In version 0.14.0 a `Throwable` that leaves a callback ends
/// the whole process, so the guard catches and logs each.
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
            // Too little memory even for a log line. The link's deadlines end it.
        }
    }
}
