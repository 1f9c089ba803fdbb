package dev.aegis.control.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The listening socket of the build server, with Jetty behind it.
public final class HttpServer {
    // Longer than the longest poll for a job; otherwise Jetty would end the poll.
    private static final Duration IDLE = Duration.ofSeconds(75);
    private static final Duration STOP = Duration.ofSeconds(3);
    // Idle connections that clients keep open for later requests must not delay the shutdown.
    private static final Duration STOP_IDLE = Duration.ofMillis(200);
    private static final int ACCEPT_QUEUE = 1024;

    private final Server server;
    private final ServerConnector connector;
    private final RequestHandler requestHandler;
    private final ExecutorService handlers;

    public HttpServer(
            InetSocketAddress listen,
            List<Route> routes,
            Origins origins,
            RequestObserver observer,
            InstantSource clock) {
        ProblemWriter problemWriter = new ProblemWriter(clock);
        this.handlers = Executors.newVirtualThreadPerTaskExecutor();
        this.requestHandler = new RequestHandler(new Router(routes), new CrossOrigin(origins), problemWriter, observer);
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
        GracefulHandler graceful = new GracefulHandler(requestHandler);
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

    /// Starts to listen.
    ///
    /// @return the address, with the port that was taken for port 0
    /// @throws ListenException when the address cannot be used
    public URI start() {
        try {
            server.start();
        } catch (IOException unusable) {
            close();
            throw new ListenException(
                    "cannot listen on " + connector.getHost() + ":" + connector.getPort() + ": " + reason(unusable)
                            + "; set CONTROL_LISTEN to another ADDRESS:PORT",
                    unusable);
        } catch (RuntimeException bug) {
            close();
            throw bug;
        } catch (Exception bug) {
            close();
            throw new IllegalStateException("starting the HTTP server", bug);
        }
        String host = connector.getHost().contains(":") ? "[" + connector.getHost() + "]" : connector.getHost();
        return URI.create("http://" + host + ":" + connector.getLocalPort());
    }

    // Jetty hides the failure of the socket as a cause.
    private static String reason(IOException unusable) {
        Throwable cause = unusable.getCause() == null ? unusable : unusable.getCause();
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof UnresolvedAddressException || message.contains("unresolved")) {
            return "the host name is unknown";
        }
        if (message.contains("in use")) {
            return "the port is in use";
        }
        if (message.contains("assign")) {
            return "it is not an address of this host";
        }
        if (message.contains("permission")) {
            return "permission denied";
        }
        return message.contains("family") || message.contains("protocol")
                ? "this host has no such kind of address"
                : "the system gave no reason that is known";
    }

    /// Answers every new request with `draining`. Requests in progress continue.
    public void drain() {
        requestHandler.drain();
    }

    /// Waits a few seconds for requests in progress, then stops.
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("stopping the HTTP server", failure);
        } finally {
            handlers.close();
        }
    }
}
