package dev.aegis.agent.server;

import dev.aegis.protocol.Secret;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// @param buildServer its address, without a trailing slash
/// @param secret enrols this machine; absent when it is enrolled
/// @param stateDirectory the directory of the machine's key and the pinned keys
public record ServerSettings(URI buildServer, @Nullable Secret secret, Path stateDirectory) {}
