package dev.aegis.peer.process;

import dev.aegis.peer.webrtc.WebRtcFrameEngine;
import dev.aegis.peer.webrtc.WebRtcOptions;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The main program of the link process: runs WebRTC for the program that started it and exits with it.
public final class LinkProcessMain {
    private LinkProcessMain() {}

    /// @param arguments as `arguments` returns them
    public static void main(String[] arguments) {
        int status = 1;
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]))) {
            var links = new LinkProcessServer(new Pipe(socket), new WebRtcFrameEngine(options(arguments)));
            links.serveUntilClosed();
            status = 0;
        } catch (IOException | RuntimeException | Error failed) {
            System.err.println("link process: " + failed);
        } finally {
            // The library's threads would keep the process alive.
            Runtime.getRuntime().halt(status);
        }
    }

    static List<String> arguments(Path socket, WebRtcOptions options) {
        return List.of(
                socket.toString(),
                Boolean.toString(options.loopback()),
                options.nativeCache() == null ? "" : options.nativeCache().toString(),
                options.noCandidate().toString(),
                options.disconnected().toString());
    }

    /// The library is not recycled here, because the program recycles the whole process.
    private static WebRtcOptions options(String[] arguments) {
        @Nullable Path cache = arguments[2].isEmpty() ? null : Path.of(arguments[2]);
        return new WebRtcOptions(
                Boolean.parseBoolean(arguments[1]),
                cache,
                Duration.parse(arguments[3]),
                Duration.parse(arguments[4]),
                Integer.MAX_VALUE,
                Long.MAX_VALUE);
    }
}
