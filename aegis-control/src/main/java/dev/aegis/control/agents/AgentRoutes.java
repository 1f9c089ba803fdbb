package dev.aegis.control.agents;

import dev.aegis.control.caller.Callers;
import dev.aegis.control.grant.GrantIssuer;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.Route;
import dev.aegis.control.measure.Measures;
import dev.aegis.control.state.ServerState;
import java.time.Clock;
import java.util.List;

/// The routes below `/agents`.
public final class AgentRoutes {
    private final Registration registration;
    private final JobPolling polling;
    private final HeldJobs heldJobs;

    public AgentRoutes(
            Callers callers,
            ServerState state,
            GrantIssuer issuer,
            AgentPolicy policy,
            Measures measures,
            Clock clock) {
        this.registration = new Registration(callers, state, policy, clock);
        this.polling = new JobPolling(callers, state, issuer, measures, clock);
        this.heldJobs = new HeldJobs(callers, state, policy, clock);
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/agents/register", registration::register)
                        .refuses(ProblemCode.KEY_MISSING, ProblemCode.KEY_WRONG, ProblemCode.RATE_LIMITED),
                asMachine(Route.get("/agents/jobs", polling::poll)
                        .answers(200, 204)
                        .refuses(ProblemCode.INVALID_REQUEST)),
                asMachine(Route.post("/agents/jobs/{job_id}/lease", heldJobs::renew)
                        .refuses(ProblemCode.LEASE_LOST)),
                asMachine(Route.post("/agents/jobs/{job_id}/result", heldJobs::finish)
                        .answers(204)
                        .refuses(ProblemCode.LEASE_LOST)),
                asMachine(Route.bare("POST", "/agents/drain", heldJobs::drain).answers(204)));
    }

    private static Route asMachine(Route route) {
        return route.refuses(
                ProblemCode.KEY_MISSING,
                ProblemCode.KEY_WRONG,
                ProblemCode.AGENT_UNKNOWN,
                ProblemCode.NOT_ALLOWED,
                ProblemCode.RATE_LIMITED);
    }
}
