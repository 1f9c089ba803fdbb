package dev.aegis.controlclient;

import org.jspecify.annotations.Nullable;

/// One event of an event stream.
///
/// @param id what `Last-Event-ID` resumes after; null for an event that the server does not keep
/// @param data its lines, joined by line feeds
record ServerSentEvent(@Nullable String id, String data) {}
