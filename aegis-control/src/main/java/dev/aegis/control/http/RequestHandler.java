package dev.aegis.control.http;

import dev.aegis.protocol.WireJson;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Jetty's handler of every request: finds the route, writes the answer, and turns exceptions into problems.
final class RequestHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
    private static final String NO_ROUTE = "(none)";

    private final Router router;
    private final CrossOrigin crossOrigin;
    private final ProblemWriter problemWriter;
    private final RequestObserver observer;
    private final AtomicBoolean draining = new AtomicBoolean();

    RequestHandler(Router router, CrossOrigin crossOrigin, ProblemWriter problemWriter, RequestObserver observer) {
        this.router = router;
        this.crossOrigin = crossOrigin;
        this.problemWriter = problemWriter;
        this.observer = observer;
    }

    void drain() {
        draining.set(true);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long began = System.nanoTime();
        crossOrigin.mark(request, response);
        Router.Found found =
                router.find(request.getMethod(), request.getHttpURI().getCanonicalPath());
        Exchange exchange =
                new Exchange(request, found instanceof Router.Matched matched ? matched.pathValues() : Map.of());
        String route = found instanceof Router.Matched matched
                ? matched.route().method() + " " + matched.route().path()
                : NO_ROUTE;
        int status = answer(request, response, callback, found, exchange);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        observer.answered(route, status, took);
        RequestLog.write(request, route, status, took, exchange);
        return true;
    }

    private int answer(Request request, Response response, Callback callback, Router.Found found, Exchange exchange) {
        try {
            return send(response, callback, decide(request, response, found, exchange));
        } catch (ProblemException problem) {
            exchange.discardBody();
            problemWriter.write(response, callback, problem);
            return problem.code().status();
        } catch (RuntimeException bug) {
            LOG.error("a request failed because of a bug in aegis-control", bug);
            problemWriter.write(
                    response,
                    callback,
                    ProblemException.of(
                            ProblemCode.INTERNAL_ERROR,
                            "the request failed because of a bug in the build server; its log has the details",
                            "try again; if it fails again, tell the operator of the build server"));
            return ProblemCode.INTERNAL_ERROR.status();
        }
    }

    private Answer decide(Request request, Response response, Router.Found found, Exchange exchange) {
        if (CrossOrigin.isPreflight(request)) {
            return crossOrigin.preflight(request, response);
        }
        return switch (found) {
            case Router.NoRoute none ->
                throw ProblemException.of(
                        ProblemCode.NO_SUCH_ROUTE,
                        "this server has no such route",
                        "check the server's URL; docs/openapi.yaml lists the routes");
            case Router.OtherMethod other -> {
                response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", other.allowed()));
                throw ProblemException.of(
                        ProblemCode.METHOD_NOT_ALLOWED, "this route is for " + String.join(", ", other.allowed()));
            }
            case Router.Matched matched -> {
                refuseWhileDraining(matched.route());
                yield matched.route().handler().handle(exchange);
            }
        };
    }

    private void refuseWhileDraining(Route route) {
        boolean observing = route.path().equals("/health") || route.path().equals("/metrics");
        if (draining.get() && !observing) {
            throw ProblemException.of(
                    ProblemCode.DRAINING,
                    "this build server is about to stop",
                    "send the request again in a few seconds",
                    Duration.ofSeconds(2));
        }
    }

    private static int send(Response response, Callback callback, Answer answer) {
        return switch (answer) {
            case Answer.Empty empty -> {
                response.setStatus(204);
                callback.succeeded();
                yield 204;
            }
            case Answer.Json json -> {
                response.setStatus(json.status());
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
                response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
                response.write(
                        true,
                        ByteBuffer.wrap(WireJson.bytes(json.body())),
                        Callback.from(callback::succeeded, failure -> {
                            json.undelivered().run();
                            callback.failed(failure);
                        }));
                yield json.status();
            }
            case Answer.Text text -> {
                response.setStatus(200);
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, text.mediaType());
                response.write(true, ByteBuffer.wrap(text.body()), callback);
                yield 200;
            }
            case Answer.Events events -> {
                response.setStatus(200);
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
                response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
                // A reverse proxy must not buffer the stream.
                response.getHeaders().put("X-Accel-Buffering", "no");
                EventStream.start(response, callback, events.source());
                yield 200;
            }
        };
    }
}
