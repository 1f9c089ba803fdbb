package dev.aegis.agent.task;

/// The resources that a grant allows for one build.
///
/// @param cores processor cores
/// @param memoryBytes for all processes together
/// @param timeoutSecs wall time of the build
public record BuildResources(int cores, long memoryBytes, int timeoutSecs) {
    public BuildResources {
        if (cores < 1 || memoryBytes < 1 || timeoutSecs < 1) {
            throw new IllegalArgumentException("a build needs a core, memory and time");
        }
    }
}
