package dev.aegis.protocol;

import org.jspecify.annotations.Nullable;

/// The body of every answer of the build server with a status from 400 on: `application/problem+json`
/// (RFC 9457) with a stable `code`.
///
/// @param type a URI that identifies the kind of problem, `urn:aegis:problem:<code>`
/// @param title a short summary of the kind
/// @param status the HTTP status
/// @param code stable code for programs, such as `key_missing`
/// @param detail one sentence for the user about this occurrence
/// @param hint the next step for the user; absent when there is none
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
