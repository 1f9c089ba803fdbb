package dev.aegis.espctl.doctor;

import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.doctor.ParallelCalls.Asked;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.VersionRules;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.control.JobSpec;
import dev.aegis.protocol.control.Preview;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.control.Versions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Checks whether a machine could take this build now: some machine has the version, and one machine has everything.
final class FleetChecks {
    private static final String EXTEND = "ask the operator to start or extend a build machine";

    private final ControlClient control;
    private final WantedBuild wanted;
    private final Asked<Versions> versions;
    private final Asked<Optional<Preview>> preview;

    FleetChecks(ControlClient control, WantedBuild wanted, ParallelCalls inquiry) {
        this.control = control;
        this.wanted = wanted;
        this.versions = inquiry.ask(ServerChecks.PATIENCE, control::versions);
        this.preview = inquiry.ask(
                ServerChecks.PATIENCE,
                () -> control.preview(new JobSpec(
                        List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE),
                        wanted.target(),
                        wanted.version(),
                        null,
                        null,
                        wanted.projectKey(),
                        null)));
    }

    /// @return nothing if the server is too old for this question
    /// @throws Failure if the server does not answer
    Optional<Preview> preview() {
        return preview.inTime().orElseThrow(control::tooSlow);
    }

    Check version() {
        Versions offer = versions.inTime().orElseThrow(control::tooSlow);
        if (offer.versions().isEmpty()) {
            return Check.error(
                    Topic.IDF_VERSION,
                    ExitCode.NO_MACHINE,
                    "version_missing",
                    "no machine online offers any ESP-IDF version",
                    EXTEND);
        }
        String offered =
                offer.versions().stream().map(Versions.Offered::version).collect(Collectors.joining(", "));
        String version = wanted.version();
        if (version == null || offer.versions().stream().anyMatch(has -> VersionRules.isSame(has.version(), version))) {
            return Check.ok(Topic.IDF_VERSION, "machines have " + offered);
        }
        return Check.error(
                Topic.IDF_VERSION,
                ExitCode.NO_MACHINE,
                "version_missing",
                "no machine has ESP-IDF " + version + "; machines have " + offered,
                "ask the operator to provision it, or choose another with --idf-version");
    }

    Check machines() {
        Optional<Preview> answer = preview();
        return answer.isPresent() ? machines(answer.get()) : machinesByVersion();
    }

    private Check machines(Preview fleet) {
        QueueStatus queue = fleet.queue();
        if (fleet.machinesAble() == 0) {
            return Check.error(
                    Topic.MACHINES,
                    ExitCode.NO_MACHINE,
                    fleet.machinesOnline() == 0 ? "no_machine_online" : "no_machine_able",
                    queue.reason() == null ? "no machine can build this" : queue.reason(),
                    fleet.machinesOnline() == 0
                            ? "ask the operator to start a build machine"
                            : "choose a chip and version that one machine has, or " + EXTEND);
        }
        String able = fleet.machinesAble() + " of " + fleet.machinesOnline() + " online can build" + wanted.words();
        if (queue.position() > 0) {
            return Check.warning(
                    Topic.MACHINES,
                    "machines_busy",
                    able + "; a build would wait at position " + queue.position()
                            + (queue.estimatedWaitSecs() == null ? "" : ", about " + queue.estimatedWaitSecs() + " s")
                            + (queue.reason() == null ? "" : ": " + queue.reason()),
                    "a build waits until a machine is free; the operator can start more machines");
        }
        long free =
                fleet.machines().stream().filter(Preview.CapableMachine::isFree).count();
        boolean warm = fleet.machines().stream().anyMatch(Preview.CapableMachine::warm);
        return Check.ok(
                Topic.MACHINES, able + ", " + free + " free" + (warm ? ", one has this project's last build" : ""));
    }

    /// Checks the list of versions alone. The targets of a version are those of all machines together.
    private Check machinesByVersion() {
        Versions offer = versions.inTime().orElseThrow(control::tooSlow);
        String unsure = "; this build server is too old to say which machines are free";
        if (offer.versions().isEmpty()) {
            return Check.error(
                    Topic.MACHINES, ExitCode.NO_MACHINE, "no_machine_online", "no machine is online" + unsure, EXTEND);
        }
        String version = wanted.version();
        String target = wanted.target();
        boolean able = offer.versions().stream()
                .filter(has -> version == null || VersionRules.isSame(has.version(), version))
                .anyMatch(has -> target == null || has.targets().contains(target));
        return able
                ? Check.ok(Topic.MACHINES, "a machine builds" + wanted.words() + unsure)
                : Check.error(
                        Topic.MACHINES,
                        ExitCode.NO_MACHINE,
                        "no_machine_able",
                        "no machine online builds" + wanted.words() + unsure,
                        EXTEND);
    }
}
