package dev.aegis.control.schedule;

import static dev.aegis.control.schedule.Examples.NOON;
import static dev.aegis.control.schedule.Examples.free;
import static dev.aegis.control.schedule.Examples.job;
import static dev.aegis.control.schedule.Examples.machine;
import static dev.aegis.control.schedule.Examples.requirements;
import static dev.aegis.control.schedule.Examples.version;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.control.QueueStatus;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class QueueReportTest {
    private final Machine c3 = machine("m-1", version("v5.3", true, "esp32c3"));
    private final Machine c6 = machine("m-2", version("v5.4", true, "esp32c3", "esp32c6"));

    @Test
    void namesTheVersionsThatHaveTheTarget() {
        assertEquals(
                "no machine has esp32c3 with v5.5; 1 machine has v5.4, 1 machine has v5.3",
                reason(requirements("esp32c3", "v5.5"), free(c3), free(c6)));
    }

    @Test
    void namesTheAvailableTargets() {
        assertEquals(
                "no machine has esp32p4 with v5.3; machines online build esp32c3, esp32c6",
                reason(requirements("esp32p4", "v5.3"), free(c3), free(c6)));
    }

    @Test
    void namesTheVersionsWhenNoTargetIsRequested() {
        assertEquals("no machine has v5.5; 1 machine has v5.3", reason(requirements(null, "v5.5"), free(c3)));
    }

    @Test
    void namesTheSizeOfTheLargestMachines() {
        assertEquals(
                "no machine with esp32c3 has 64 cores and 0 MiB of memory; the largest have 4 cores and 4096 MiB",
                reason(new JobRequirements("esp32c3", null, 64, 0, List.of(), null), free(c3)));
    }

    @Test
    void namesTheChannels() {
        assertEquals(
                "no machine with esp32c3 offers the channels espctl, pty",
                reason(
                        new JobRequirements("esp32c3", null, 0, 0, List.of(ChannelName.ESPCTL, ChannelName.PTY), null),
                        free(c3)));
    }

    @Test
    void namesTheMachineThatMustTakeIt() {
        JobRequirements pinned = new JobRequirements("esp32c3", "v5.3", 0, 0, List.of(), "m-1");
        assertEquals("machine m-1 is not online", reason(pinned, new MachineStatus(c3, false, false, 0, 0)));
        assertEquals(
                "machine m-1 is about to stop and takes no new job",
                reason(pinned, new MachineStatus(c3, true, true, 0, 0)));
    }

    @Test
    void estimatesTheWaitFromRecentSessions() {
        MachineStatus busy = new MachineStatus(c3, true, false, 1, 0);
        List<Job> queued = List.of(job("j-1", "ada", NOON), job("j-2", "ada", NOON));
        QueueReport report = new QueueReport(new QueueSnapshot(queued, List.of(busy), 40.0));
        assertEquals(
                new QueueStatus(2, 80, "the one machine that can take it is busy"), report.about(queued.getLast()));
    }

    @Test
    void countsOnlyJobsForTheSameMachines() {
        MachineStatus busy = new MachineStatus(c3, true, false, 1, 0);
        Job other = job("j-1", "ada", requirements("esp32c6", "v5.4"), NOON);
        Job mine = job("j-2", "ada", NOON);
        QueueReport report = new QueueReport(new QueueSnapshot(List.of(other, mine), List.of(busy, free(c6)), null));
        assertEquals(1, report.about(mine).position());
        assertEquals(new QueueStatus(0, null, null), report.about(other));
    }

    @Test
    void assignedJobHasNoPosition() {
        QueueReport report = new QueueReport(new QueueSnapshot(List.of(), List.of(), null));
        assertEquals(new QueueStatus(0, null, null), report.about(job("j-1", "ada", NOON)));
    }

    @Test
    void freeMachinesAreTheFirstCandidates() {
        QueueReport report = new QueueReport(
                new QueueSnapshot(List.of(), List.of(new MachineStatus(c3, true, false, 1, 0), free(c6)), null));
        assertEquals(List.of("m-2", "m-1"), report.candidates(requirements("esp32c3", null)));
    }

    private static @Nullable String reason(JobRequirements requirements, MachineStatus... machines) {
        Job job = job("j-1", "ada", requirements, NOON);
        return new QueueReport(
                        new QueueSnapshot(List.of(job), Stream.of(machines).toList(), null))
                .about(job)
                .reason();
    }
}
