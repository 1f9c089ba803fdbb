package dev.aegis.agent.session;

import dev.aegis.agent.task.BuildTasks;
import dev.aegis.agent.workspace.Workspaces;
import dev.aegis.store.Store;

/// The services of the machine that all sessions use.
///
/// @param agent name and version of this program
/// @param longestBuildSecs the limit of a build, in seconds; grants have none
public record MachineServices(
        Store store, Workspaces workspaces, BuildTasks tasks, String agent, int longestBuildSecs) {}
