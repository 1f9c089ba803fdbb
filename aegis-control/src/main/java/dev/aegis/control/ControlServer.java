package dev.aegis.control;

import dev.aegis.control.agents.AgentPolicy;
import dev.aegis.control.agents.AgentRoutes;
import dev.aegis.control.caller.Authenticator;
import dev.aegis.control.grant.GrantIssuer;
import dev.aegis.control.grant.GrantRoutes;
import dev.aegis.control.grant.PreviewRoutes;
import dev.aegis.control.grant.RequestAdmission;
import dev.aegis.control.grant.SigningKeys;
import dev.aegis.control.health.HealthRoutes;
import dev.aegis.control.http.HttpServer;
import dev.aegis.control.http.Origins;
import dev.aegis.control.http.Route;
import dev.aegis.control.limits.RequestRates;
import dev.aegis.control.limits.StreamLimits;
import dev.aegis.control.metrics.MetricsRoutes;
import dev.aegis.control.metrics.ServerMetrics;
import dev.aegis.control.relay.Relay;
import dev.aegis.control.signaling.EventStreams;
import dev.aegis.control.signaling.SignalingRoutes;
import dev.aegis.control.state.ServerState;
import dev.aegis.control.state.embedded.EmbeddedState;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// One running build server. `Main` starts one; tests of the whole start as many as they like.
public final class ControlServer implements AutoCloseable {
    private final ServerState state;
    private final EventStreams streams;
    private final HealthRoutes health;
    private final List<Route> routes;
    private final HttpServer http;
    private final URI address;

    private ControlServer(ControlSettings settings, ServerState state, Clock clock) {
        SecureRandom random = new SecureRandom();
        SigningKeys keys = SigningKeys.in(settings.stateDirectory(), random);
        StreamLimits streamLimits = new StreamLimits(
                settings.rates().streamsPerCaller(), settings.rates().streams());
        RequestRates rates = new RequestRates(
                state,
                settings.rates().grantsPerUser(),
                settings.rates().grantsPerAddress(),
                settings.rates().wrongKeysPerAddress());
        String issuerId = settings.grants().issuerId();
        Authenticator authenticator = new Authenticator(
                settings.secrets().accessKey(), settings.secrets().enrolment(), issuerId, state, rates, clock);
        RequestAdmission admission = new RequestAdmission(authenticator, rates, settings.grants());
        ServerMetrics metrics = new ServerMetrics(state, streamLimits::open);
        GrantIssuer issuer = new GrantIssuer(settings.grants(), keys, new Relay(settings.relay()), clock, random);
        AgentPolicy agents = new AgentPolicy(
                issuerId, keys.published(), (int) settings.scheduling().lease().toSeconds());

        this.state = state;
        this.streams = new EventStreams(state, streamLimits, settings.endpoint().heartbeat());
        this.health = new HealthRoutes(authenticator, rates, state, Version.text(), clock);
        this.routes = Stream.of(
                        health.routes(),
                        new MetricsRoutes(metrics.registry()).routes(),
                        new GrantRoutes(admission, state, issuer, settings.grants(), metrics, clock).routes(),
                        new PreviewRoutes(admission, state, issuer, clock).routes(),
                        new SignalingRoutes(authenticator, state, streams).routes(),
                        new AgentRoutes(authenticator, state, issuer, agents, metrics, clock).routes())
                .flatMap(List::stream)
                .toList();
        this.http = new HttpServer(
                settings.endpoint().listen(),
                routes,
                new Origins(settings.endpoint().allowedOrigins()),
                metrics::answered,
                clock);
        this.address = http.start();
    }

    /// Starts a server with the state in memory.
    ///
    /// @throws ListenException when the address cannot be used
    /// @throws SigningKeysException when the signing keys cannot be used
    public static ControlServer start(ControlSettings settings) {
        Clock clock = Clock.systemUTC();
        return start(settings, new EmbeddedState(settings.scheduling(), clock), clock);
    }

    /// Starts a server with the given state, which it closes at its end.
    public static ControlServer start(ControlSettings settings, ServerState state, Clock clock) {
        try {
            return new ControlServer(settings, state, clock);
        } catch (RuntimeException failure) {
            state.close();
            throw failure;
        }
    }

    /// Where it listens, such as `http://127.0.0.1:8470`.
    public URI address() {
        return address;
    }

    List<Route> routes() {
        return routes;
    }

    /// Ends polls and event streams, lets the other requests finish, and stops.
    @Override
    public void close() {
        health.drain();
        http.drain();
        state.endPolls();
        streams.close();
        http.close();
        state.close();
    }
}
