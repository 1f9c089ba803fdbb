package dev.aegis.espctl.doctor;

import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.control.Quota;
import dev.aegis.espctl.doctor.ParallelCalls.Asked;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.espctl.settings.SshHosts;
import dev.aegis.protocol.ProtocolVersion;
import dev.aegis.protocol.control.Health;
import dev.aegis.protocol.control.WhoAmI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Checks that the build server answers and that it accepts the key.
final class ServerChecks {
    private static final List<String> PROXIES =
            List.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy");

    /// Longer than the deadline of a request, whose failure names the cause.
    static final Duration PATIENCE = Duration.ofMillis(4500);

    private static final long SOON_SECS = 3 * 24 * 3600L;

    private final ControlClient control;
    private final Environment environment;
    private final Clock clock;
    private final Asked<Health> health;
    private final Asked<WhoAmI> whoAmI;

    ServerChecks(ControlClient control, Environment environment, Clock clock, ParallelCalls inquiry) {
        this.control = control;
        this.environment = environment;
        this.clock = clock;
        this.health = inquiry.ask(PATIENCE, control::health);
        this.whoAmI = inquiry.ask(PATIENCE, control::whoAmI);
    }

    /// @return the reason why the server cannot be used; nothing if it answers
    Optional<String> silence() {
        try {
            return health.inTime().isPresent() ? Optional.empty() : Optional.of("the build server does not answer");
        } catch (Failure failed) {
            return Optional.of("the build server does not answer");
        }
    }

    /// @return the reason to skip checks that need a key; nothing if the key is accepted
    Optional<String> strangeness() {
        try {
            return whoAmI.inTime().isPresent() ? Optional.empty() : Optional.of("the access key could not be checked");
        } catch (Failure failed) {
            return Optional.of("no valid access key");
        }
    }

    Check controlPlane() {
        Health answer;
        try {
            answer = health.inTime().orElseThrow(control::tooSlow);
        } catch (Failure failed) {
            return Check.error(Topic.CONTROL_PLANE, explained(failed));
        }
        List<Integer> versions = answer.protocolVersions();
        if (!versions.isEmpty() && ProtocolVersion.agree(versions) == 0) {
            return otherProtocol(answer.version(), versions);
        }
        return answer.status().equals("ok")
                ? Check.ok(Topic.CONTROL_PLANE, "version " + answer.version() + " answers")
                : Check.warning(
                        Topic.CONTROL_PLANE,
                        "server_" + (answer.status().equals("draining") ? "draining" : "degraded"),
                        "the build server reports that it is " + answer.status() + ", state " + answer.state(),
                        answer.status().equals("draining")
                                ? "try again in a minute"
                                : "report it to the operator of the build server");
    }

    private static Check otherProtocol(String server, List<Integer> versions) {
        boolean serverIsNewer = versions.stream().allMatch(version -> version > ProtocolVersion.CURRENT);
        return Check.error(
                Topic.CONTROL_PLANE,
                ExitCode.REFUSED,
                "version_unsupported",
                "the build server (version " + server + ") has protocol " + list(versions) + ", this espctl has "
                        + list(ProtocolVersion.SUPPORTED),
                serverIsNewer ? "update espctl" : "ask the operator to update the build server");
    }

    private static String list(List<Integer> versions) {
        return versions.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /// Adds frequent causes: a name that only ssh knows, or a proxy that espctl does not use.
    private Failure explained(Failure failed) {
        ServerAddress address = control.server().address();
        if (failed.code().equals("dns_failed")) {
            Optional<SshHosts.Host> host = environment
                    .find("HOME")
                    .flatMap(home -> new SshHosts(Path.of(home))
                            .find(String.valueOf(address.uri().getHost())));
            if (host.isPresent()) {
                return new Failure(
                        failed.exit(),
                        failed.code(),
                        failed.sentence() + "; it is a host in ~/.ssh/config, which only ssh reads",
                        "use the build server's real name"
                                + host.get()
                                        .hostName()
                                        .map(name -> ", perhaps " + name)
                                        .orElse(""),
                        failed);
            }
        }
        Optional<String> proxy = PROXIES.stream()
                .filter(name -> environment.find(name).isPresent())
                .findFirst();
        return address.isLoopback() || proxy.isEmpty() || failed.code().equals("not_a_build_server")
                ? failed
                : new Failure(
                        failed.exit(),
                        failed.code(),
                        failed.sentence(),
                        failed.hint() + "; " + proxy.get() + " is set, and espctl uses no proxy",
                        failed);
    }

    Check accessKey() {
        WhoAmI who;
        try {
            who = whoAmI.inTime().orElseThrow(control::tooSlow);
        } catch (Failure failed) {
            return failed.code().equals("no_such_route") ? tooOld() : Check.error(Topic.ACCESS_KEY, failed);
        }
        if (who.remaining() != null && who.remaining() <= 0) {
            return Check.error(
                    Topic.ACCESS_KEY,
                    ExitCode.REFUSED,
                    "quota_used_up",
                    "the key of " + who.userId() + " has no permission left in this window",
                    "wait" + (who.windowSecs() == null ? "" : " up to " + who.windowSecs() + " s")
                            + ", or ask the operator for more");
        }
        String left = who.remaining() == null ? "" : ", " + Quota.left(who.remaining(), who.windowSecs());
        return expiry(who, "belongs to " + who.userId() + left);
    }

    private static Check tooOld() {
        return Check.error(
                Topic.ACCESS_KEY,
                ExitCode.REFUSED,
                "server_too_old",
                "the build server is too old to check an access key",
                "ask the operator to update the build server");
    }

    private Check expiry(WhoAmI who, String detail) {
        if (who.expiresAt() == null) {
            return Check.ok(Topic.ACCESS_KEY, detail);
        }
        long left = who.expiresAt()
                - (clock.instant().getEpochSecond() + control.skew().seconds());
        String fix = "ask the operator for a new key, then: espctl login --token KEY --server "
                + control.server().address();
        if (left <= 0) {
            return Check.error(
                    Topic.ACCESS_KEY,
                    ExitCode.REFUSED,
                    "key_expired",
                    "the key of " + who.userId() + " has expired",
                    fix);
        }
        return left < SOON_SECS
                ? Check.warning(
                        Topic.ACCESS_KEY, "key_expires_soon", detail + ", expires in " + left / 3600 + " hours", fix)
                : Check.ok(Topic.ACCESS_KEY, detail + ", expires in " + left / 86_400 + " days");
    }
}
