package dev.aegis.testkit.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A server on a loopback port that reads the head of one request from each connection and then runs a script.
public final class SocketServer implements AutoCloseable {
    private static final int DRIP_MILLIS = 50;
    private static final int HEAD_BYTES = 64 * 1024;

    private final ServerSocket socket;
    private final Script script;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final Semaphore hangUps = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public SocketServer(Script script) {
        this.script = script;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        threads.execute(this::accept);
    }

    /// Answers every request with the same bytes and closes the connection.
    public static SocketServer answering(String answer) {
        return new SocketServer(connection -> connection.send(answer));
    }

    /// Answers every request with these bytes and then sends no more, until the client closes the connection.
    public static SocketServer stallingAfter(String answer) {
        return new SocketServer(connection -> {
            connection.send(answer);
            connection.awaitHangUp();
        });
    }

    /// Answers every request with these bytes and then one byte at a time, until the client closes the connection.
    public static SocketServer drippingAfter(String answer) {
        return new SocketServer(connection -> {
            connection.send(answer);
            connection.dripUntilHangUp();
        });
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /// Returns the heads of the requests so far.
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /// Waits until a client has closed a connection during `awaitHangUp` or `dripUntilHangUp`.
    public void awaitHangUp() throws InterruptedException {
        if (!hangUps.tryAcquire(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the client did not close its connection within 60 s");
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                clients.add(client);
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            if (!head.isEmpty()) {
                requests.add(head);
                script.run(new Connection(client, head));
            }
        } catch (IOException hungUp) {
            // The client closed the connection early.
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && head.size() < HEAD_BYTES; next = in.read()) {
            head.write(next);
            String text = head.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                return text;
            }
        }
        return "";
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        threads.shutdownNow();
    }

    /// The reaction of a server to one request.
    @FunctionalInterface
    public interface Script {
        void run(Connection connection) throws IOException;
    }

    /// The connection on which a request arrived.
    public final class Connection {
        private final Socket socket;
        private final String request;

        private Connection(Socket socket, String request) {
            this.socket = socket;
            this.request = request;
        }

        /// The head of the request.
        public String request() {
            return request;
        }

        public void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        /// Reads until the client closes the connection.
        public void awaitHangUp() {
            try {
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException reset) {
                // A reset closes it too.
            }
            hangUps.release();
        }

        /// Sends the text again and again, with pauses, at most `times` times or until the client closes the
        /// connection.
        public void drip(String text, int times) throws IOException {
            socket.setSoTimeout(DRIP_MILLIS);
            for (int i = 0; i < times && !isHungUp(); i++) {
                send(text);
            }
        }

        /// Sends one byte after another, with pauses.
        public void dripUntilHangUp() {
            try {
                drip(" ", Integer.MAX_VALUE);
            } catch (IOException reset) {
                // A reset closes it too.
            }
            hangUps.release();
        }

        private boolean isHungUp() throws IOException {
            try {
                return socket.getInputStream().read() < 0;
            } catch (SocketTimeoutException stillOpen) {
                return false;
            }
        }
    }
}
