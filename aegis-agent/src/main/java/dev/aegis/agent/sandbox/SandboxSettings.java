package dev.aegis.agent.sandbox;

import dev.aegis.agent.sandbox.disk.DiskReserve;
import java.nio.file.Path;

/// Settings of the sandbox.
///
/// @param runDirectory for small files of running sandboxes; only the agent may enter it
/// @param user the user that builds run as
/// @param reserve free space that builds must leave on each file system that they write to
public record SandboxSettings(Path runDirectory, BuildUser user, DiskReserve reserve) {}
