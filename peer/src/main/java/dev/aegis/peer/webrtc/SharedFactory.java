package dev.aegis.peer.webrtc;

import dev.aegis.peer.LinkException;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The library's connection factory, shared by all links of an engine and recycled when no link uses it:
/// version 0.14.0 leaks about 125 bytes of Java heap for each received message until its factory is
/// disposed of.
///
/// It also leaks 80 KiB of native memory for each connection. Only a new process frees them, see
/// `peer.process`.
final class SharedFactory {
    private final WebRtcOptions options;
    private final NativeLibrary library;
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable PeerConnectionFactory factory;
    private @Nullable HeadlessAudioDeviceModule audio;
    private int inUse;
    private int links;
    private long frames;
    private int started;
    private boolean closed;

    SharedFactory(WebRtcOptions options) {
        this.options = options;
        library = new NativeLibrary(options.nativeCache());
    }

    PeerConnectionFactory acquire() throws LinkException {
        lock.lock();
        try {
            PeerConnectionFactory current = current();
            inUse++;
            links++;
            return current;
        } finally {
            lock.unlock();
        }
    }

    /// Creates the factory for the next connection, unless it exists.
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

    void release(long receivedFrames) {
        lock.lock();
        try {
            inUse--;
            frames += receivedFrames;
            boolean due = links >= options.recycleAfterLinks() || frames >= options.recycleAfterFrames();
            if (inUse == 0 && (due || closed)) {
                dispose();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Disposes of the factory when the last link is closed. Until then the library's threads keep the
    /// program from exiting.
    void close() {
        lock.lock();
        try {
            closed = true;
            if (inUse == 0) {
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
