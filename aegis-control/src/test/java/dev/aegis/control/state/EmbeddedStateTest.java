package dev.aegis.control.state;

import dev.aegis.control.schedule.SchedulingRules;
import java.time.Clock;

final class EmbeddedStateTest extends ServerStateConformance {
    @Override
    ServerState newState(SchedulingRules rules, Clock clock) {
        return new EmbeddedState(rules, clock);
    }
}
