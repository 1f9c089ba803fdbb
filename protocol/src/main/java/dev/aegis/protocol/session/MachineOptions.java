package dev.aegis.protocol.session;

import dev.aegis.protocol.Required;
import org.jspecify.annotations.Nullable;

/// The options of a build for the build machine. They are passed unchanged from the user's command to the commands
/// of the build. In JSON they are fields of `Build`.
///
/// @param clean remove `build/` first
/// @param setTarget run `idf.py set-target` first, also when the workspace is configured for this chip; absent to run
///   it only when the workspace is configured for another chip
/// @param jobs parallel compiler jobs; absent for the build tool's default
/// @param appVersion the result of `git describe` for the project, which the machine cannot run; absent without a
///   repository
/// @param force run `idf.py` also when nothing changed since the last build of the workspace; absent for no
public record MachineOptions(
        boolean clean,
        @Nullable Boolean setTarget,
        @Nullable Integer jobs,
        @Nullable String appVersion,
        @Nullable Boolean force) {
    public static final int MAX_JOBS = 1024;
    public static final int MAX_APP_VERSION = 256;

    /// An incremental build.
    public static final MachineOptions DEFAULT = new MachineOptions(false, null, null, null, null);

    public MachineOptions {
        if (jobs != null) {
            Required.between("jobs", jobs, 1, MAX_JOBS);
        }
        Required.optionalText("app_version", appVersion, MAX_APP_VERSION);
    }

    /// Options as a user gives them.
    public MachineOptions(boolean clean, @Nullable Boolean setTarget, @Nullable Integer jobs) {
        this(clean, setTarget, jobs, null, null);
    }

    public MachineOptions withSetTarget() {
        return new MachineOptions(clean, true, jobs, appVersion, force);
    }

    public MachineOptions withClean() {
        return new MachineOptions(true, setTarget, jobs, appVersion, force);
    }

    public MachineOptions withJobs(@Nullable Integer parallel) {
        return new MachineOptions(clean, setTarget, parallel, appVersion, force);
    }

    public MachineOptions withAppVersion(@Nullable String version) {
        return new MachineOptions(clean, setTarget, jobs, version, force);
    }

    public MachineOptions withForce(boolean runs) {
        return new MachineOptions(clean, setTarget, jobs, appVersion, runs ? true : null);
    }

    /// Whether `idf.py` runs in any case.
    public boolean forces() {
        return clean || setsTarget() || Boolean.TRUE.equals(force);
    }

    /// Whether `idf.py set-target` was asked for.
    public boolean setsTarget() {
        return Boolean.TRUE.equals(setTarget);
    }
}
