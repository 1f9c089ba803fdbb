package dev.aegis.espctl.actions;

import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.control.Health;
import dev.aegis.protocol.control.Versions;
import dev.aegis.protocol.control.WhoAmI;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The checks that need the build server, in the order in which a build would meet them.
final class ServerChecks {
    private final ControlClient control;
    private final @Nullable String target;
    private final @Nullable String version;
    private final List<Check> checks;

    ServerChecks(ControlClient control, @Nullable String target, @Nullable String version, List<Check> checks) {
        this.control = control;
        this.target = target;
        this.version = version;
        this.checks = checks;
    }

    void run() {
        Health health = attempt("control_plane", control::health);
        if (health == null) {
            for (String name : List.of("clock", "access_key", "idf_version", "machines", "relay")) {
                checks.add(Check.skipped(name, "the build server does not answer"));
            }
            return;
        }
        checks.add(
                health.status().equals("ok")
                        ? Check.ok("control_plane", "version " + health.version() + " answers")
                        : Check.warning(
                                "control_plane",
                                "the build server says it is " + health.status() + ", state " + health.state(),
                                "tell the operator of the build server"));
        clock();
        if (key()) {
            machines(health);
        } else {
            checks.add(Check.skipped("idf_version", "no valid access key"));
            checks.add(Check.skipped("machines", "no valid access key"));
        }
        checks.add(Check.skipped("relay", "relay servers are named with each permission; a build shows its path"));
    }

    private void clock() {
        checks.add(
                control.skew().isTooMuch()
                        ? Check.error(
                                "clock",
                                new Failure(
                                        ExitCode.FAILED,
                                        "clock_skewed",
                                        control.skew().sentence() + "; permissions expire before they are used",
                                        "set this machine's clock by NTP, or ask the operator to set theirs"))
                        : Check.ok(
                                "clock", "differs by " + Math.abs(control.skew().seconds()) + " s"));
    }

    private boolean key() {
        WhoAmI who = attempt("access_key", control::whoAmI);
        if (who == null) {
            return false;
        }
        Long remaining = who.remaining();
        if (remaining != null && remaining == 0) {
            checks.add(Check.error(
                    "access_key",
                    new Failure(
                            ExitCode.REFUSED,
                            "quota_used_up",
                            "the key of " + who.userId() + " has no permission left in this window",
                            "wait" + (who.windowSecs() == null ? "" : " up to " + who.windowSecs() + " s")
                                    + ", or ask the operator for more")));
            return true;
        }
        checks.add(Check.ok(
                "access_key",
                "belongs to " + who.userId() + (remaining == null ? "" : ", " + remaining + " permissions left")));
        return true;
    }

    private void machines(Health health) {
        Versions versions = attempt("idf_version", control::versions);
        if (versions == null) {
            checks.add(Check.skipped("machines", "the versions are not known"));
            return;
        }
        checks.add(version(versions));
        if (health.machinesOnline() == 0) {
            checks.add(Check.error("machines", noMachine("no machine is online")));
            return;
        }
        boolean able = target == null
                || versions.versions().stream()
                        .filter(offered -> isWanted(offered.version()))
                        .anyMatch(offered -> offered.targets().contains(target));
        checks.add(
                able
                        ? Check.ok(
                                "machines",
                                health.machinesOnline() + " online"
                                        + (target == null ? "" : ", " + target + " can be built"))
                        : Check.error("machines", noMachine("no machine online builds " + target)));
    }

    private Check version(Versions versions) {
        String offered = versions.versions().isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        versions.versions().stream()
                                .map(Versions.Offered::version)
                                .toList());
        if (versions.versions().stream().anyMatch(version -> isWanted(version.version()))) {
            return Check.ok("idf_version", "machines have " + offered);
        }
        return Check.error(
                "idf_version",
                new Failure(
                        ExitCode.NO_MACHINE,
                        "version_missing",
                        version == null
                                ? "no machine offers any ESP-IDF version"
                                : "no machine has ESP-IDF " + version + "; machines have " + offered,
                        "ask the operator to provision it, or choose another with --idf-version"));
    }

    private boolean isWanted(String offered) {
        return version == null || offered.equals(version);
    }

    private static Failure noMachine(String sentence) {
        return new Failure(
                ExitCode.NO_MACHINE, "no_machine", sentence, "ask the operator to start or extend a build machine");
    }

    private <T> @Nullable T attempt(String name, Supplier<T> call) {
        try {
            return call.get();
        } catch (Failure failed) {
            checks.add(Check.error(name, failed));
            return null;
        }
    }
}
