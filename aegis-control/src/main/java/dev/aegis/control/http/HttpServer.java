package dev.aegis.control.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The listening socket and what stands behind it.
public final class HttpServer {
    // Longer than the longest poll for a job, or Jetty would end it.
    private static final Duration IDLE = Duration.ofSeconds(75);
    private static final Duration STOP = Duration.ofSeconds(3);
    // A client that keeps a connection for later requests must not hold up the stop.
    private static final Duration STOP_IDLE = Duration.ofMillis(200);
    private static final int ACCEPT_QUEUE = 1024;

    private final Server server;
    private final ServerConnector connector;
    private final RequestHandler edge;
    private final ExecutorService handlers;

    public HttpServer(
            InetSocketAddress listen,
            List<Route> routes,
            Origins origins,
            RequestObserver observer,
            InstantSource clock) {
        ProblemWriter problemWriter = new ProblemWriter(clock);
        this.handlers = Executors.newVirtualThreadPerTaskExecutor();
        this.edge = new RequestHandler(new Router(routes), new CrossOrigin(origins), problemWriter, observer);
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("http");
        threads.setVirtualThreadsExecutor(handlers);
        this.server = new Server(threads);
        this.connector = new ServerConnector(server, new HttpConnectionFactory(configuration()));
        connector.setHost(listen.getHostString());
        connector.setPort(listen.getPort());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setShutdownIdleTimeout(STOP_IDLE.toMillis());
        server.addConnector(connector);
        GracefulHandler graceful = new GracefulHandler(edge);
        graceful.setShutdownIdleTimeout(STOP_IDLE.toMillis());
        server.setHandler(graceful);
        server.setErrorHandler(problemWriter);
        server.setStopTimeout(STOP.toMillis());
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        return configuration;
    }

    /// @return the address that it listens on
    /// @throws IOException when the address cannot be had
    public URI start() throws IOException {
        try {
            server.start();
        } catch (IOException | RuntimeException unlucky) {
            close();
            throw unlucky;
        } catch (Exception unlucky) {
            close();
            throw new IOException("starting the HTTP server: " + unlucky.getMessage(), unlucky);
        }
        String host = connector.getHost().contains(":") ? "[" + connector.getHost() + "]" : connector.getHost();
        return URI.create("http://" + host + ":" + connector.getLocalPort());
    }

    /// From now on every new request is refused with `draining`; those under way go on.
    public void drain() {
        edge.drain();
    }

    /// Lets requests under way finish, for a few seconds.
    public void close() {
        try {
            server.stop();
        } catch (Exception unlucky) {
            throw new IllegalStateException("stopping the HTTP server", unlucky);
        } finally {
            handlers.close();
        }
    }
}
