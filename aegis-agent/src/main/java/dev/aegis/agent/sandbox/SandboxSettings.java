package dev.aegis.agent.sandbox;

import java.nio.file.Path;

/// @param runDirectory for small files of running sandboxes; only the agent may enter it
/// @param user as whom builds run
public record SandboxSettings(Path runDirectory, BuildUser user) {}
