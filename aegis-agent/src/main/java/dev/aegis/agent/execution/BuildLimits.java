package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.SandboxLimits;

/// How much this machine gives to builds.
///
/// @param sandbox for one build; a grant may ask for less
/// @param builds at one time on this machine
/// @param artifactBytes greatest size of one file that is kept
/// @param artifactTotalBytes of all kept files of one task
public record BuildLimits(SandboxLimits sandbox, int builds, long artifactBytes, long artifactTotalBytes) {
    private static final long MEBIBYTE = 1024 * 1024;

    public static BuildLimits standard(int builds) {
        return new BuildLimits(SandboxLimits.STANDARD, builds, 512 * MEBIBYTE, 2048 * MEBIBYTE);
    }
}
