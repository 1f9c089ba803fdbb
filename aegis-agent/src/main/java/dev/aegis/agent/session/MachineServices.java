package dev.aegis.agent.session;

import dev.aegis.agent.task.BuildTasks;
import dev.aegis.agent.workspace.Workspaces;
import dev.aegis.store.Store;

/// What a machine has for its sessions.
///
/// @param agent name and version of this program
/// @param longestBuildSecs whatever a grant says
public record MachineServices(
        Store store, Workspaces workspaces, BuildTasks tasks, String agent, int longestBuildSecs) {}
