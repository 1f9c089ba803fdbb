package dev.aegis.espctl.output;

import dev.aegis.espctl.plan.FleetAvailability;
import dev.aegis.protocol.control.Preview;
import java.util.Objects;

/// Text for people about the machines that could take a build.
final class FleetText {
    private FleetText() {}

    static String lines(FleetAvailability fleet) {
        StringBuilder text = new StringBuilder();
        text.append("machines ").append(TerminalSafe.text(fleet.detail())).append('\n');
        for (Preview.CapableMachine machine : fleet.machines()) {
            text.append("         %s  %s, %d cores, %d MiB, %s%s%n"
                    .formatted(
                            TerminalSafe.text(machine.agentId()),
                            Objects.requireNonNullElse(machine.idfVersion(), "no version"),
                            machine.cpuCores(),
                            machine.memoryMb(),
                            machine.isFree() ? "free" : "busy",
                            machine.warm() ? ", has this project's last build" : ""));
        }
        return text.toString();
    }
}
