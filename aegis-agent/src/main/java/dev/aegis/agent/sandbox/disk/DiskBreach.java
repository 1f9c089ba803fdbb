package dev.aegis.agent.sandbox.disk;

/// The reason why the guard ends a build.
public sealed interface DiskBreach {
    /// The build grew over its own limit.
    ///
    /// @param used growth when it was measured
    record OverLimit(DiskResource resource, long used, long limit) implements DiskBreach {}

    /// The file system has too little free space, and this build grew most, although not over its limit.
    ///
    /// @param free free space when the guard acted
    /// @param needed the reserve and the distance that the guard keeps from it
    /// @param grown growth of the build, 0 if it had not started
    record ReserveReached(DiskResource resource, long free, long needed, long grown) implements DiskBreach {}
}
