package dev.aegis.control.schedule;

import static dev.aegis.control.schedule.Examples.machine;
import static dev.aegis.control.schedule.Examples.requirements;
import static dev.aegis.control.schedule.Examples.version;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.ChannelName;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MachineTest {
    private final Machine machine =
            machine("m-1", version("v5.3", true, "esp32c3", "esp32c6"), version("v5.4", false, "esp32p4"));

    @Test
    void needsTargetAndVersionTogether() {
        assertTrue(machine.canTake(requirements("esp32p4", "v5.4")));
        assertFalse(machine.canTake(requirements("esp32p4", "v5.3")));
        assertFalse(machine.canTake(requirements("esp32c3", "v5.3.1")));
    }

    @Test
    void usesItsDefaultVersionWhenNoneIsNamed() {
        assertTrue(machine.canTake(requirements("esp32c6", null)));
        assertFalse(machine.canTake(requirements("esp32p4", null)));
    }

    @Test
    void takesAnySessionWithoutATarget() {
        assertTrue(machine.canTake(requirements(null, null)));
        assertTrue(machine.canTake(requirements(null, "v5.4")));
        assertFalse(machine.canTake(requirements(null, "v5.5")));
    }

    @Test
    void readsVersionsWithAndWithoutTheLetter() {
        assertTrue(machine.canTake(requirements("esp32c3", "5.3")));
    }

    @Test
    void needsCoresMemoryAndChannels() {
        assertTrue(machine.canTake(new JobRequirements(null, null, 4, 4096, List.of(), null)));
        assertFalse(machine.canTake(new JobRequirements(null, null, 5, 4096, List.of(), null)));
        assertFalse(machine.canTake(new JobRequirements(null, null, 4, 4097, List.of(), null)));
        assertFalse(machine.canTake(new JobRequirements(null, null, 0, 0, List.of(ChannelName.PTY), null)));
    }

    @Test
    void takesNoJobForAnotherMachine() {
        assertTrue(machine.canTake(new JobRequirements(null, null, 0, 0, List.of(), "m-1")));
        assertFalse(machine.canTake(new JobRequirements(null, null, 0, 0, List.of(), "m-2")));
    }
}
