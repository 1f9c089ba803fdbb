package dev.aegis.mcp.http;

import com.sun.net.httpserver.HttpExchange;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Reads the `Accept` headers of a request.
final class AcceptHeader {
    private AcceptHeader() {}

    static boolean type(HttpExchange exchange, String family, String kind) {
        List<String> headers = exchange.getRequestHeaders().getOrDefault("Accept", List.of("*/*"));
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(range -> range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .anyMatch(range ->
                        range.equals("*/*") || range.equals(family + "/*") || range.equals(family + "/" + kind));
    }
}
