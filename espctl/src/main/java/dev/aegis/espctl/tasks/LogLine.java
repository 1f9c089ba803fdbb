package dev.aegis.espctl.tasks;

/// One line of a task's log.
///
/// @param seq the machine's number for it
/// @param ts unix milliseconds at the machine
/// @param stream `stdout`, `stderr`, or `agent` for messages of the machine itself
/// @param text without its end
public record LogLine(long seq, long ts, String stream, String text) {}
