package dev.aegis.control.state.embedded;

import dev.aegis.control.schedule.SchedulingRules;
import dev.aegis.control.state.ServerState;
import dev.aegis.control.state.ServerStateConformance;
import java.time.Clock;

final class EmbeddedStateTest extends ServerStateConformance {
    @Override
    protected ServerState newState(SchedulingRules rules, Clock clock) {
        return new EmbeddedState(rules, clock);
    }
}
