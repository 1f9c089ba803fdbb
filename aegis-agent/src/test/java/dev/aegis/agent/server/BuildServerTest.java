package dev.aegis.agent.server;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.aegis.controlclient.ClockSkew;
import dev.aegis.controlclient.ServerConnection;
import dev.aegis.protocol.control.LeaseState;
import dev.aegis.testkit.http.SocketServer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BuildServerTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n";

    @Test
    void givesUpOnALeaseRenewalThatStallsAfterItsHead() throws Exception {
        try (SocketServer server = SocketServer.stallingAfter(HEAD + "{")) {
            assertInstanceOf(Reply.Unavailable.class, renew(server));
            server.awaitHangUp();
        }
    }

    @Test
    void givesUpOnALeaseRenewalThatArrivesByteByByte() throws Exception {
        try (SocketServer server = SocketServer.drippingAfter(HEAD)) {
            assertInstanceOf(Reply.Unavailable.class, renew(server));
            server.awaitHangUp();
        }
    }

    private static Reply<LeaseState> renew(SocketServer server) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(2);
                ServerConnection connection =
                        ServerLink.connection(server.address(), threads, new ClockSkew(Clock.systemUTC()))) {
            return new BuildServer(connection, () -> "key").renew("j-1", 1, Duration.ofMillis(500));
        }
    }
}
