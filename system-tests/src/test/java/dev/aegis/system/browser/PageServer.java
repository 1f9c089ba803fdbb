package dev.aegis.system.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// An HTTP server for the page and its modules. Each instance has a different origin.
final class PageServer implements AutoCloseable {
    private final HttpServer http;

    private PageServer(HttpServer http) {
        this.http = http;
    }

    static PageServer start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", PageServer::serve);
        http.start();
        return new PageServer(http);
    }

    String origin() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private static void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String name = path.equals("/") ? "/index.html" : path;
        try (exchange;
                InputStream file = PageServer.class.getResourceAsStream("/browser" + name)) {
            if (file == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] content = file.readAllBytes();
            exchange.getResponseHeaders()
                    .set("Content-Type", name.endsWith(".mjs") ? "text/javascript" : "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
