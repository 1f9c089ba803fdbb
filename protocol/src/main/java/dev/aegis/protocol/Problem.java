package dev.aegis.protocol;

import org.jspecify.annotations.Nullable;

/// An error answer of the build server: `application/problem+json` (RFC 9457) with a stable `code`.
///
/// @param type a URI reference for the kind of problem, `urn:aegis:problem:<code>`
/// @param title a short summary of the kind
/// @param status the HTTP status
/// @param code what a program switches on, such as `key_missing`
/// @param detail one sentence on what went wrong this time
/// @param hint what to do next
/// @param serverTime unix seconds at the build server
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @Nullable String hint,
        long serverTime) implements Timestamped {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        Required.text("code", code, 64);
        type = type == null ? "urn:aegis:problem:" + code : type;
        title = title == null ? code.replace('_', ' ') : title;
        detail = detail == null ? title : detail;
    }
}
