package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.SandboxLimits;
import dev.aegis.agent.workspace.Workspace;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.store.Resolution;
import java.nio.file.Path;

/// One build to carry out, checked.
///
/// @param request what the client asked for
/// @param sdk the version that the store found for it
/// @param workspace where the project is
/// @param home the task's own directory
/// @param limits what the build may take
public record BuildOrder(
        ClientMessage.Build request, Resolution.Resolved sdk, Workspace workspace, Path home, SandboxLimits limits) {
    public String version() {
        return sdk.entry().version();
    }
}
