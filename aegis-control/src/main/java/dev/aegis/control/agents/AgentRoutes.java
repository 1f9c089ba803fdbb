package dev.aegis.control.agents;

import dev.aegis.control.caller.Authenticator;
import dev.aegis.control.grant.GrantIssuer;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.Route;
import dev.aegis.control.metrics.ServerMetrics;
import dev.aegis.control.state.ServerState;
import java.time.Clock;
import java.util.List;

/// The routes below `/agents`.
public final class AgentRoutes {
    private final MachineRegistration registration;
    private final JobPolling polling;
    private final LeaseHandler leaseHandler;

    public AgentRoutes(
            Authenticator authenticator,
            ServerState state,
            GrantIssuer issuer,
            AgentPolicy policy,
            ServerMetrics metrics,
            Clock clock) {
        this.registration = new MachineRegistration(authenticator, state, policy, clock);
        this.polling = new JobPolling(authenticator, state, issuer, metrics, clock);
        this.leaseHandler = new LeaseHandler(authenticator, state, policy, clock);
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/agents/register", registration::register)
                        .mayFailWith(ProblemCode.KEY_MISSING, ProblemCode.KEY_WRONG, ProblemCode.RATE_LIMITED),
                asMachine(Route.get("/agents/jobs", polling::poll)
                        .answers(200, 204)
                        .mayFailWith(ProblemCode.INVALID_REQUEST)),
                asMachine(Route.post("/agents/jobs/{job_id}/lease", leaseHandler::renew)
                        .mayFailWith(ProblemCode.LEASE_LOST)),
                asMachine(Route.post("/agents/jobs/{job_id}/result", leaseHandler::finish)
                        .answers(204)
                        .mayFailWith(ProblemCode.LEASE_LOST)),
                asMachine(
                        Route.bare("POST", "/agents/drain", leaseHandler::drain).answers(204)));
    }

    private static Route asMachine(Route route) {
        return route.mayFailWith(
                ProblemCode.KEY_MISSING,
                ProblemCode.KEY_WRONG,
                ProblemCode.AGENT_UNKNOWN,
                ProblemCode.NOT_ALLOWED,
                ProblemCode.RATE_LIMITED);
    }
}
