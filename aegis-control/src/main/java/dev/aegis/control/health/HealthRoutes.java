package dev.aegis.control.health;

import dev.aegis.control.caller.Authenticator;
import dev.aegis.control.caller.Caller;
import dev.aegis.control.http.Answer;
import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.Route;
import dev.aegis.control.limits.RequestRates;
import dev.aegis.control.schedule.MachineStatus;
import dev.aegis.control.state.ServerState;
import dev.aegis.protocol.ProtocolVersion;
import dev.aegis.protocol.control.Health;
import dev.aegis.protocol.control.IdfVersion;
import dev.aegis.protocol.control.Versions;
import dev.aegis.protocol.control.WhoAmI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// `GET /health`, `GET /whoami` and `GET /versions`.
public final class HealthRoutes {
    private final Authenticator authenticator;
    private final RequestRates rates;
    private final ServerState state;
    private final String serverVersion;
    private final InstantSource clock;
    private final AtomicBoolean draining = new AtomicBoolean();

    public HealthRoutes(
            Authenticator authenticator,
            RequestRates rates,
            ServerState state,
            String serverVersion,
            InstantSource clock) {
        this.authenticator = authenticator;
        this.rates = rates;
        this.state = state;
        this.serverVersion = serverVersion;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/health", this::health).answers(200, 503),
                asUser(Route.get("/whoami", this::whoAmI)),
                asUser(Route.get("/versions", this::versions)));
    }

    private static Route asUser(Route route) {
        return route.mayFailWith(
                ProblemCode.KEY_MISSING,
                ProblemCode.KEY_WRONG,
                ProblemCode.AGENT_UNKNOWN,
                ProblemCode.NOT_ALLOWED,
                ProblemCode.RATE_LIMITED);
    }

    /// Answers `draining` from now on, so that a load balancer sends no more requests.
    public void drain() {
        draining.set(true);
    }

    private Answer health(Exchange exchange) {
        Optional<String> failure = state.failure();
        String status = draining.get() ? "draining" : failure.isPresent() ? "degraded" : "ok";
        int online = failure.isPresent() ? 0 : (int) onlineMachines().count();
        Health health = new Health(
                status,
                serverVersion,
                failure.orElse("ok"),
                online,
                ProtocolVersion.SUPPORTED,
                clock.instant().getEpochSecond());
        return new Answer.Json(status.equals("ok") ? 200 : 503, health, () -> {});
    }

    private Answer whoAmI(Exchange exchange) {
        Caller.User user = authenticator.user(exchange);
        return Answer.ok(new WhoAmI(
                user.userId(),
                user.scopes(),
                null,
                rates.grantsRemaining(user.userId()),
                rates.grantWindowSecs(),
                clock.instant().getEpochSecond()));
    }

    private Answer versions(Exchange exchange) {
        authenticator.user(exchange);
        Map<String, Versions.Offered> byVersion = new TreeMap<>();
        onlineMachines()
                .forEach(status -> status.machine()
                        .versions()
                        .forEach(version ->
                                byVersion.merge(version.version(), offered(version), HealthRoutes::together)));
        return Answer.ok(
                new Versions(List.copyOf(byVersion.values()), clock.instant().getEpochSecond()));
    }

    private static Versions.Offered offered(IdfVersion version) {
        return new Versions.Offered(version.version(), version.targets(), 1);
    }

    private static Versions.Offered together(Versions.Offered one, Versions.Offered other) {
        TreeSet<String> targets = new TreeSet<>(one.targets());
        targets.addAll(other.targets());
        return new Versions.Offered(one.version(), List.copyOf(targets), one.machines() + other.machines());
    }

    private Stream<MachineStatus> onlineMachines() {
        return state.queue().machines().stream().filter(MachineStatus::online);
    }
}
