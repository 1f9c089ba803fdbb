package dev.aegis.control.http;

import java.time.Duration;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// The request log, one line per request. It contains neither the URL nor headers except `traceparent`, because they
/// may
/// contain a key.
final class RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.aegis.control.request");
    // W3C Trace Context section 3.2
    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private RequestLog() {}

    static void write(Request request, String route, int status, Duration took, Exchange exchange) {
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue("route", route)
                .addKeyValue("status", status)
                .addKeyValue("ms", took.toNanos() / 1_000_000.0)
                .addKeyValue("caller", exchange.callerId());
        String job = exchange.jobId();
        if (job != null && job.length() <= 64) {
            line = line.addKeyValue("job", job);
        }
        String trace = request.getHeaders().get("traceparent");
        if (trace != null && TRACE_PARENT.matcher(trace).matches()) {
            line = line.addKeyValue("traceparent", trace);
        }
        line.log("request");
    }
}
