package dev.aegis.mcp.http;

import com.sun.net.httpserver.Headers;
import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.message.Message;
import dev.aegis.mcp.tool.Tool;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compares the headers of a request with its body. Since 2026-07-28 some fields are sent in both, as proxies read
/// only headers.
final class MirroredHeaders {
    private static final String REVISION = "io.modelcontextprotocol/protocolVersion";
    private static final String ENCODED = "=?base64?";

    private final Catalog catalog;

    MirroredHeaders(Catalog catalog) {
        this.catalog = catalog;
    }

    void check(Headers headers, Message.Request request) throws HttpProblem {
        Optional<String> revision = request.meta().findText(REVISION);
        if (revision.isPresent()) {
            same(request, headers, "MCP-Protocol-Version", revision.get());
            same(request, headers, "Mcp-Method", request.method());
        }
        String named = named(request);
        if (named != null) {
            same(request, headers, "Mcp-Name", named);
        }
        if (request.method().equals("tools/call")) {
            Optional<Tool> tool = catalog.tool(request.params().text("name", ""));
            if (tool.isPresent()) {
                arguments(
                        request,
                        headers,
                        tool.get().input().json(),
                        request.params().object("arguments"));
            }
        }
    }

    private static @Nullable String named(Message.Request request) {
        String field = switch (request.method()) {
            case "tools/call", "prompts/get" -> "name";
            case "resources/read" -> "uri";
            case "tasks/get", "tasks/update", "tasks/cancel" -> "taskId";
            default -> "";
        };
        return request.params().findText(field).orElse(null);
    }

    private static void arguments(Message.Request request, Headers headers, JsonObject schema, JsonObject values)
            throws HttpProblem {
        for (var property : schema.object("properties").fields().entrySet()) {
            if (!(property.getValue() instanceof JsonObject declared)) {
                continue;
            }
            Json value = values.get(property.getKey());
            if (value instanceof JsonObject inner) {
                arguments(request, headers, declared, inner);
            } else if (declared.findText("x-mcp-header").isPresent()) {
                argument(request, headers, "Mcp-Param-" + declared.text("x-mcp-header"), value);
            }
        }
    }

    private static void argument(Message.Request request, Headers headers, String header, @Nullable Json value)
            throws HttpProblem {
        switch (value) {
            case Json.Text text -> same(request, headers, header, text.value());
            case Json.Flag flag -> same(request, headers, header, String.valueOf(flag.value()));
            case Json.Numeral number -> sameNumber(request, headers, header, number.value());
            case null, default -> {}
        }
    }

    private static void same(Message.Request request, Headers headers, String header, String expected)
            throws HttpProblem {
        String given = read(request, headers, header);
        if (!given.equals(expected)) {
            throw mismatch(request, header + " says '" + given + "', the body '" + expected + "'");
        }
    }

    private static void sameNumber(Message.Request request, Headers headers, String header, BigDecimal expected)
            throws HttpProblem {
        String given = read(request, headers, header);
        try {
            if (given.length() <= 400 && new BigDecimal(given).compareTo(expected) == 0) {
                return;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the mismatch.
        }
        throw mismatch(request, header + " says '" + given + "', the body " + expected);
    }

    private static String read(Message.Request request, Headers headers, String header) throws HttpProblem {
        String given = headers.getFirst(header);
        if (given == null) {
            throw mismatch(request, header + " is missing");
        }
        if (given.chars().anyMatch(letter -> letter != '\t' && (letter < ' ' || letter > '~'))) {
            throw mismatch(request, header + " has characters that a header cannot have");
        }
        if (!header.startsWith("Mcp-")
                || !given.startsWith(ENCODED)
                || !given.endsWith("?=")
                || given.length() < ENCODED.length() + 2) {
            return given;
        }
        String base64 = given.substring(ENCODED.length(), given.length() - 2);
        try {
            if (base64.length() % 4 != 0) {
                throw new IllegalArgumentException("the JDK accepts missing padding, the protocol does not");
            }
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException garbled) {
            throw mismatch(request, header + " is not the Base64 that it claims to be");
        }
    }

    private static HttpProblem mismatch(Message.Request request, String what) {
        return HttpProblem.of(400, request.id(), ProtocolError.HEADER_MISMATCH, "header mismatch: " + what);
    }
}
