package dev.aegis.control.http;

import java.util.Locale;

/// Every kind of problem, with its HTTP status. The code on the wire is the lower-case name.
public enum ProblemCode {
    INVALID_REQUEST(422, "The request does not have the form it must have"),
    BAD_HTTP(400, "The request is not HTTP that this server reads"),
    KEY_MISSING(401, "The request carries no key"),
    KEY_WRONG(401, "The key is not one of this server's"),
    AGENT_UNKNOWN(401, "The build machine is not registered"),
    NOT_ALLOWED(403, "The caller may not do this"),
    CHANNEL_NOT_ALLOWED(403, "The server's policy does not allow this channel"),
    ORIGIN_REFUSED(403, "The web page's origin is not allowed"),
    NO_SUCH_JOB(404, "There is no such job"),
    NO_SUCH_ROUTE(404, "There is no such route"),
    METHOD_NOT_ALLOWED(405, "The route does not have this method"),
    LEASE_LOST(409, "The machine does not hold the job"),
    JOB_ENDED(409, "The job is over"),
    IDEMPOTENCY_KEY_REUSED(409, "The idempotency key belongs to another request"),
    BODY_TOO_LARGE(413, "The body is too large"),
    NOT_JSON(415, "The body is not JSON"),
    RATE_LIMITED(429, "Too many requests"),
    TOO_MANY_JOBS(429, "Too many jobs wait"),
    TOO_MANY_STREAMS(429, "Too many event streams are open"),
    MAILBOX_FULL(429, "Too many messages wait in this job"),
    INTERNAL_ERROR(500, "The build server has a bug"),
    DRAINING(503, "The build server is about to stop");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    String title() {
        return title;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
