package dev.aegis.control.state.embedded;

import dev.aegis.control.schedule.SchedulingRules;
import dev.aegis.control.state.JobQueueConformance;
import dev.aegis.control.state.LeaseConformance;
import dev.aegis.control.state.ServerState;
import dev.aegis.control.state.SharedStateConformance;
import java.time.Clock;
import org.junit.jupiter.api.Nested;

final class EmbeddedStateTest {
    @Nested
    final class Queue extends JobQueueConformance {
        @Override
        protected ServerState newState(SchedulingRules rules, Clock clock) {
            return new EmbeddedState(rules, clock);
        }
    }

    @Nested
    final class Leases extends LeaseConformance {
        @Override
        protected ServerState newState(SchedulingRules rules, Clock clock) {
            return new EmbeddedState(rules, clock);
        }
    }

    @Nested
    final class Shared extends SharedStateConformance {
        @Override
        protected ServerState newState(SchedulingRules rules, Clock clock) {
            return new EmbeddedState(rules, clock);
        }
    }
}
