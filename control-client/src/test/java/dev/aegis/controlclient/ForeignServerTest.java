package dev.aegis.controlclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.aegis.protocol.control.Health;
import dev.aegis.testkit.http.SocketServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The causes that are named when a program other than a build server answers, or a server with a wrong certificate.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForeignServerTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String TLS_ALERT = "\u0015\u0003\u0003\u0000\u0002\u0002(";

    @TempDir
    Path folder;

    @Test
    void namesAServerThatDoesNotSpeakHttp() throws Exception {
        assertEquals(
                new FailureCause.NotOurProtocol("it does not speak HTTP"), healthBehind("SSH-2.0-OpenSSH_9.6\r\n"));
        assertEquals(
                new FailureCause.NotOurProtocol("it does not speak HTTP"),
                healthBehind("220 mail.example ESMTP Postfix\r\n"));
    }

    @Test
    void namesAConnectionThatClosesWithoutAnAnswer() throws Exception {
        assertEquals(new FailureCause.Broken("the server closed it without an answer"), healthBehind(""));
        assertEquals(
                new FailureCause.Broken("the server closed it in the middle of an answer"),
                healthBehind("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"));
    }

    @Test
    void namesTheAddressThatAnAnswerSendsOnTo() throws Exception {
        assertEquals(
                new FailureCause.UnexpectedStatus(302, "no content type", "nginx", "https://login.example/start"),
                healthBehind("HTTP/1.1 302 Found\r\nServer: nginx\r\nContent-Length: 0\r\nLocation: "
                        + "https://login.example/start\r\n\r\n"));
    }

    @Test
    void namesJsonOfAnotherProgram() throws Exception {
        assertEquals(
                "http://build.example does not answer like a build server: its answer cannot be used: no value at [\"machines_online\"]",
                sentence("{}"));
        assertEquals(
                "http://build.example does not answer like a build server: its answer cannot be used: not valid JSON"
                        + " (line 1, column 1)",
                sentence("<html>"));
        assertEquals(
                "http://build.example does not answer like a build server: its answer cannot be used: not the expected JSON"
                        + " object",
                sentence("[1]"));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, -10d, 5, EXPIRED",
        "localhost, +10d, 5, NOT_YET_VALID",
        "build.example, -1d, 5, OTHER_HOST",
    })
    void namesTheFlawOfACertificate(String host, String start, int days, CertificateFlaw flaw) throws Exception {
        TestCertificates certificates = new TestCertificates(folder);
        HttpsServer server = https(certificates.server(host, start, days));
        try {
            assertEquals(new FailureCause.BadCertificate(flaw), cause(server, certificates.client()));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void namesACertificateOfAnUnknownAuthority() throws Exception {
        HttpsServer server = https(new TestCertificates(folder).server("localhost", "-1d", 5));
        try {
            assertEquals(
                    new FailureCause.BadCertificate(CertificateFlaw.UNTRUSTED), cause(server, SSLContext.getDefault()));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void namesAServerThatRefusesTheHandshake() throws Exception {
        assertEquals(
                new FailureCause.TlsFailed("the server refused the handshake (handshake_failure)"), overTls(TLS_ALERT));
        assertEquals(new FailureCause.TlsFailed("the server ended the handshake"), overTls(""));
    }

    private static FailureCause healthBehind(String answer) throws Exception {
        try (SocketServer server = SocketServer.answering(answer);
                ServerConnection connection = connection(server.address())) {
            return cause(connection.health(LONG));
        }
    }

    private static String sentence(String json) throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length();
        FailureCause cause = healthBehind(head + "\r\n\r\n" + json);
        return new RequestFailure(URI.create("http://build.example"), cause).sentence();
    }

    private static FailureCause cause(Answer<Health> answer) {
        return assertInstanceOf(Answer.Failed.class, answer).failure().cause();
    }

    private static ServerConnection connection(URI server) {
        return new ServerConnection(
                server,
                new ConnectionSettings(Duration.ofSeconds(5), HttpClient.Version.HTTP_1_1, 10_000, null),
                new ClockSkew(Clock.systemUTC()));
    }

    private static HttpsServer https(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
        return server;
    }

    /// Returns the cause of the failed request of a client with these authorities.
    private static FailureCause cause(HttpsServer server, SSLContext context) throws Exception {
        URI address = URI.create("https://localhost:" + server.getAddress().getPort());
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            throw new AssertionError(answer.toString());
        } catch (IOException broken) {
            return FailureCauses.of(broken);
        }
    }

    /// Returns the cause when a server reads the begin of a handshake, sends these bytes and closes the connection. The
    /// HTTP client of JDK 25 loses the error of few handshakes, and such a request ends at its deadline.
    private static FailureCause overTls(String answer) throws Exception {
        FailureCause cause = new FailureCause.TimedOut();
        for (int attempt = 0; attempt < 3 && cause instanceof FailureCause.TimedOut; attempt++) {
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                    ServerConnection connection =
                            connection(URI.create("https://127.0.0.1:" + server.getLocalPort()))) {
                Thread.ofVirtual().start(() -> answerEach(server, answer));
                cause = cause(connection.health(Duration.ofSeconds(5)));
            }
        }
        return cause;
    }

    private static void answerEach(ServerSocket server, String answer) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getInputStream().read(new byte[4096]);
                client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException over) {
                // The client has read enough, or the test is over.
            }
        }
    }
}
