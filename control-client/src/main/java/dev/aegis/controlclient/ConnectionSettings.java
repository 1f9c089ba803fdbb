package dev.aegis.controlclient;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The settings of a connection to the build server.
///
/// @param connectWithin the deadline of the TCP connection alone
/// @param version of HTTP that is offered to a server with TLS; without TLS it is always HTTP/1.1
/// @param answerBytes limit of an answer's body
/// @param executor runs the HTTP client's own work; null for threads of the HTTP client
public record ConnectionSettings(
        Duration connectWithin,
        HttpClient.Version version,
        int answerBytes,
        @Nullable Executor executor) {}
