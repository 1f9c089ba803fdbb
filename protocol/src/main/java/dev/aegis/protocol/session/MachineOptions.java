package dev.aegis.protocol.session;

import org.jspecify.annotations.Nullable;

/// The options of a build for the build machine. They are passed unchanged from the user's command to the commands
/// of the build. In JSON they are fields of `Build`.
///
/// @param clean remove `build/` first
/// @param setTarget run `idf.py set-target` first, also when the workspace is configured for this chip; absent to run
///   it only when the workspace is configured for another chip
public record MachineOptions(boolean clean, @Nullable Boolean setTarget) {
    /// An incremental build.
    public static final MachineOptions DEFAULT = new MachineOptions(false, null);

    public MachineOptions withClean() {
        return new MachineOptions(true, setTarget);
    }

    public MachineOptions withSetTarget() {
        return new MachineOptions(clean, true);
    }

    /// Whether `idf.py set-target` was asked for.
    public boolean setsTarget() {
        return Boolean.TRUE.equals(setTarget);
    }
}
