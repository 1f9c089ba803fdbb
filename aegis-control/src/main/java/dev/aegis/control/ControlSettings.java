package dev.aegis.control;

import dev.aegis.control.grant.GrantPolicy;
import dev.aegis.control.relay.RelaySettings;
import dev.aegis.control.schedule.SchedulingRules;
import dev.aegis.control.state.Rate;
import dev.aegis.protocol.Secret;
import dev.aegis.settings.Setting;
import dev.aegis.settings.Settings;
import dev.aegis.settings.SettingsException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The checked settings of one build server.
///
/// @param stateDirectory of the signing keys
public record ControlSettings(
        Endpoint endpoint,
        Path stateDirectory,
        Secrets secrets,
        GrantPolicy grants,
        RelaySettings relay,
        SchedulingRules scheduling,
        Rates rates) {
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /// Where and to whom the server answers.
    ///
    /// @param heartbeat interval of the comments in a quiet event stream
    public record Endpoint(InetSocketAddress listen, List<String> allowedOrigins, Duration heartbeat) {
        public Endpoint {
            allowedOrigins = List.copyOf(allowedOrigins);
        }
    }

    /// @param accessKey of users
    /// @param enrolment of build machines
    public record Secrets(Secret accessKey, Secret enrolment) {}

    /// How much one caller, one address and all callers together may ask for.
    public record Rates(
            Rate grantsPerUser, Rate grantsPerAddress, Rate wrongKeysPerAddress, int streamsPerCaller, int streams) {}

    /// Reads the settings of one start.
    ///
    /// @throws SettingsException which says what to change
    public static ControlSettings read(List<Path> files, Map<String, String> environment, List<String> flags) {
        Settings settings = Settings.read(ControlDeclarations.ALL, files, environment, flags);
        return new ControlSettings(
                new Endpoint(
                        settings.get(ControlDeclarations.LISTEN),
                        list(settings, ControlDeclarations.ALLOWED_ORIGINS),
                        HEARTBEAT),
                settings.get(ControlDeclarations.STATE_DIR),
                secrets(settings),
                new GrantPolicy(
                        settings.get(ControlDeclarations.ISSUER_ID),
                        settings.get(ControlDeclarations.GRANT_TTL),
                        settings.get(ControlDeclarations.MAX_SESSION),
                        settings.get(ControlDeclarations.ALLOWED_CHANNELS).stream()
                                .distinct()
                                .toList(),
                        settings.get(ControlDeclarations.MAX_BANDWIDTH),
                        settings.get(ControlDeclarations.MAX_MESSAGE_RATE)),
                relay(settings),
                SchedulingRules.with(
                        settings.get(ControlDeclarations.LEASE), settings.get(ControlDeclarations.QUEUE_WAIT)),
                new Rates(
                        Rate.perMinute(settings.get(ControlDeclarations.GRANT_RATE)),
                        Rate.perMinute(settings.get(ControlDeclarations.ADDRESS_RATE)),
                        Rate.perMinute(settings.get(ControlDeclarations.WRONG_KEY_RATE)),
                        settings.get(ControlDeclarations.MAX_STREAMS_PER_CALLER),
                        settings.get(ControlDeclarations.MAX_STREAMS)));
    }

    private static Secrets secrets(Settings settings) {
        Secret accessKey = new Secret(settings.get(ControlDeclarations.ACCESS_KEY));
        Secret enrolment = new Secret(settings.get(ControlDeclarations.ENROLMENT_SECRET));
        if (accessKey.matches(enrolment.reveal())) {
            throw settings.invalid(
                    ControlDeclarations.ENROLMENT_SECRET,
                    "is the same as MCP_AUTH_SECRET, so every user could enrol a build machine; make another with:"
                            + " openssl rand -hex 32");
        }
        return new Secrets(accessKey, enrolment);
    }

    private static RelaySettings relay(Settings settings) {
        List<String> turnUrls = list(settings, ControlDeclarations.TURN_URLS);
        boolean hasSecret = settings.find(ControlDeclarations.TURN_SECRET).isPresent();
        if (hasSecret == turnUrls.isEmpty()) {
            throw new SettingsException("TURN_URLS and TURN_SECRET belong together; set both or none");
        }
        return new RelaySettings(
                list(settings, ControlDeclarations.STUN_URLS),
                turnUrls,
                settings.find(ControlDeclarations.TURN_SECRET).map(Secret::new).orElse(null),
                settings.get(ControlDeclarations.TURN_TTL));
    }

    private static List<String> list(Settings settings, Setting<List<String>> setting) {
        return settings.find(setting).orElse(List.of());
    }
}
