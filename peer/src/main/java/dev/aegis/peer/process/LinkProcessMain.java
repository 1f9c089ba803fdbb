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

/// The link process: runs WebRTC for the program that started it, and ends with it.
public final class LinkProcessMain {
    private LinkProcessMain() {}

    /// @param arguments what `arguments` makes
    public static void main(String[] arguments) {
        int status = 1;
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]))) {
            var links = new LinkProcessServer(new Pipe(socket), new WebRtcFrameEngine(options(arguments)));
            links.serveUntilGone();
            status = 0;
        } catch (IOException | RuntimeException | Error failed) {
            System.err.println("link process: " + failed);
        } finally {
            // The library's threads would keep the process alive with nobody to hear of it.
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

    /// The whole process is recycled by the program, so the library inside it is not.
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
