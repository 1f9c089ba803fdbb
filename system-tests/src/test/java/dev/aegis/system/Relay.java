package dev.aegis.system;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

/// A TURN relay (coturn) on loopback. It accepts the credentials that the build server derives from the shared secret.
public final class Relay implements AutoCloseable {
    public static final String SECRET = "relay-secret-of-the-system-tests";
    private static final int PORTS_FOR_RELAYING = 100;
    private static final long TIMEOUT_SECS = 30;

    private final Process process;
    private final TemporaryFolder folder;
    private final int port;

    private Relay(Process process, TemporaryFolder folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    public static Relay start() throws Exception {
        TemporaryFolder folder = TemporaryFolder.create("aegis-relay-");
        int port = freePort();
        // The range must contain enough free ports. coturn skips the ports that are in use.
        int first = Math.min(freePort(), 65_535 - PORTS_FOR_RELAYING);
        Process process = new ProcessBuilder(
                        "turnserver",
                        "-n",
                        "--listening-ip=127.0.0.1",
                        "--relay-ip=127.0.0.1",
                        "--listening-port=" + port,
                        "--min-port=" + first,
                        "--max-port=" + (first + PORTS_FOR_RELAYING),
                        "--use-auth-secret",
                        "--static-auth-secret=" + SECRET,
                        "--realm=aegis.test",
                        "--allow-loopback-peers",
                        "--no-tls",
                        "--no-dtls",
                        "--no-cli",
                        "--no-rfc5780",
                        "--log-file=stdout",
                        "--verbose",
                        "--userdb=" + folder.path().resolve("turndb"),
                        "--pidfile=" + folder.path().resolve("pid"))
                .redirectErrorStream(true)
                .redirectOutput(folder.path().resolve("log").toFile())
                .start();
        var relay = new Relay(process, folder, port);
        try {
            relay.awaitListening();
            return relay;
        } catch (Exception | AssertionError failed) {
            relay.close();
            throw failed;
        }
    }

    /// coturn listens for TCP on the same port, and a TCP connection shows that it has started.
    private void awaitListening() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECS);
        while (!isListening()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new AssertionError("turnserver did not start:\n" + log());
            }
        }
    }

    private boolean isListening() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public String url() {
        return "turn:127.0.0.1:" + port + "?transport=udp";
    }

    public String urlOverTcp() {
        return "turn:127.0.0.1:" + port + "?transport=tcp";
    }

    public String log() throws IOException {
        return Files.readString(folder.path().resolve("log"));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroyForcibly();
        process.waitFor(TIMEOUT_SECS, TimeUnit.SECONDS);
        folder.close();
    }
}
