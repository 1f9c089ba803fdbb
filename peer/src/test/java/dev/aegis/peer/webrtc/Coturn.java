package dev.aegis.peer.webrtc;

import dev.aegis.protocol.control.IceServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A TURN server on loopback with credentials in coturn's REST form.
final class Coturn implements AutoCloseable {
    private static final String SECRET = "a secret of this test";
    private static final int TRIES = 50;
    private static final int ANSWER_MILLIS = 200;

    private final Process process;
    private final int port;

    private Coturn(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Coturn start(Path directory) throws Exception {
        for (int i = 0; i < 3; i++) {
            int port = freePort();
            Process process = command(directory, port).start();
            var server = new Coturn(process, port);
            if (server.answers()) {
                return server;
            }
            process.destroyForcibly().waitFor();
        }
        throw new IllegalStateException("turnserver did not start; is the Debian package coturn installed?");
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }

    private static ProcessBuilder command(Path directory, int port) {
        return new ProcessBuilder(
                        "turnserver",
                        "-n",
                        "--listening-ip=127.0.0.1",
                        "--relay-ip=127.0.0.1",
                        "--listening-port=" + port,
                        "--allow-loopback-peers",
                        "--use-auth-secret",
                        "--static-auth-secret=" + SECRET,
                        "--realm=aegis.test",
                        "--no-cli",
                        "--no-tls",
                        "--no-dtls",
                        "--log-file=stdout",
                        "--pidfile=" + directory.resolve("turn.pid"),
                        "--userdb=" + directory.resolve("turn.db"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    /// Whether it answers a STUN binding request (RFC 8489 section 5) before the timeout.
    private boolean answers() throws IOException {
        byte[] request = ByteBuffer.allocate(20)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(0x2112A442)
                .array();
        var answer = new DatagramPacket(new byte[512], 512);
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            socket.connect(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(ANSWER_MILLIS);
            for (int i = 0; i < TRIES && process.isAlive(); i++) {
                try {
                    socket.send(new DatagramPacket(request, request.length));
                    socket.receive(answer);
                    return true;
                } catch (SocketTimeoutException | PortUnreachableException notYet) {
                    process.onExit()
                            .completeOnTimeout(process, ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                            .join();
                }
            }
        }
        return false;
    }

    IceServer server(String job) {
        return server(Instant.now().getEpochSecond() + 600, job);
    }

    IceServer serverExpiredAt(long unixSeconds) {
        return server(unixSeconds, "job_1");
    }

    private IceServer server(long expiry, String job) {
        String user = expiry + ":" + job;
        return new IceServer(List.of("turn:127.0.0.1:" + port + "?transport=udp"), user, credential(user));
    }

    private static String credential(String user) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
