package dev.aegis.peer.webrtc;

import dev.aegis.peer.LinkException;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lends the library's factory to one connection after another, and starts a new one when it has
/// served enough and nobody uses it: version 0.14.0 keeps about 125 bytes of Java heap for each
/// received message until its factory is disposed of.
///
/// The 80 KiB of native memory that it keeps for each connection do not come back that way,
/// whatever is disposed of; only a new process frees them, see `peer.process`.
final class SharedFactory {
    private final WebRtcOptions options;
    private final NativeLibrary library;
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable PeerConnectionFactory factory;
    private @Nullable HeadlessAudioDeviceModule audio;
    private int lent;
    private int links;
    private long frames;
    private int started;
    private boolean closed;

    SharedFactory(WebRtcOptions options) {
        this.options = options;
        library = new NativeLibrary(options.nativeCache());
    }

    PeerConnectionFactory lend() throws LinkException {
        lock.lock();
        try {
            PeerConnectionFactory current = current();
            lent++;
            links++;
            return current;
        } finally {
            lock.unlock();
        }
    }

    /// Starts the factory that the next connection will be lent.
    void prepare() throws LinkException {
        lock.lock();
        try {
            var _ = current();
        } finally {
            lock.unlock();
        }
    }

    private PeerConnectionFactory current() throws LinkException {
        if (closed) {
            throw new LinkException("link_closed", "the engine is closed");
        }
        return factory == null ? start() : factory;
    }

    private PeerConnectionFactory start() throws LinkException {
        library.load();
        audio = new HeadlessAudioDeviceModule();
        var fresh = new PeerConnectionFactory(audio);
        factory = fresh;
        started++;
        return fresh;
    }

    void giveBack(long receivedFrames) {
        lock.lock();
        try {
            lent--;
            frames += receivedFrames;
            boolean worn = links >= options.recycleAfterLinks() || frames >= options.recycleAfterFrames();
            if (lent == 0 && (worn || closed)) {
                dispose();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The library's threads keep a program from ending until they are gone.
    void close() {
        lock.lock();
        try {
            closed = true;
            if (lent == 0) {
                dispose();
            }
        } finally {
            lock.unlock();
        }
    }

    private void dispose() {
        if (factory != null) {
            factory.dispose();
            factory = null;
        }
        if (audio != null) {
            audio.dispose();
            audio = null;
        }
        links = 0;
        frames = 0;
    }

    int started() {
        lock.lock();
        try {
            return started;
        } finally {
            lock.unlock();
        }
    }
}
