package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.SandboxLimits;

/// The machine's limits for builds.
///
/// @param sandbox the limits of one build; a grant may lower them
/// @param builds the most builds at one time
/// @param artifactBytes the largest size of one artifact
/// @param artifactTotalBytes the largest size of all artifacts of one task
public record BuildLimits(SandboxLimits sandbox, int builds, long artifactBytes, long artifactTotalBytes) {
    /// The setting of the disk space of one build, as messages name it.
    public static final String DISK_SETTING = "AGENT_BUILD_DISK_MB";
    /// The setting of the files of one build, as messages name it.
    public static final String FILES_SETTING = "AGENT_BUILD_FILES";
}
