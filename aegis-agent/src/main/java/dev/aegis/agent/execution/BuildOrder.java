package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.SandboxLimits;
import dev.aegis.agent.workspace.Workspace;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.store.Resolution;
import java.nio.file.Path;

/// One validated build request with everything that its execution needs.
///
/// @param request the request of the client
/// @param sdk the ESP-IDF version that builds it
/// @param workspace the workspace with the project
/// @param home the directory of the task
/// @param limits the limits of its sandbox
public record BuildOrder(
        ClientMessage.Build request, Resolution.Resolved sdk, Workspace workspace, Path home, SandboxLimits limits) {
    public String version() {
        return sdk.entry().version();
    }
}
