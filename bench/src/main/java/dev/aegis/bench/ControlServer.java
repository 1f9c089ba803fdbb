package dev.aegis.bench;

import dev.aegis.espctl.settings.Environment;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.protocol.Secret;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/// An `aegis-control` on a free port of the loopback address.
final class ControlServer implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("^aegis-control listening on (\\S+)");

    /// A rate limit that no measurement reaches.
    private static final String RATE = "1000000";

    private final Program program;
    private final String accessKey;
    private final String enrolmentSecret;

    private ControlServer(Program program, String accessKey, String enrolmentSecret) {
        this.program = program;
        this.accessKey = accessKey;
        this.enrolmentSecret = enrolmentSecret;
    }

    static ControlServer start(BenchEnvironment bench, String name) {
        Path state = bench.folder(name);
        String accessKey = secret();
        String enrolmentSecret = secret();
        Map<String, String> settings = Map.of(
                "MCP_AUTH_SECRET", accessKey,
                "AGENT_AUTH_SECRET", enrolmentSecret,
                "CONTROL_STATE_DIR", state.toString(),
                "CONTROL_LISTEN", "127.0.0.1:0",
                "GRANT_RATE_PER_MINUTE", RATE,
                "ADDRESS_RATE_PER_MINUTE", RATE);
        Program program = Program.start(bench.launcher(settings, state, "control"), LISTENING);
        return new ControlServer(program, accessKey, enrolmentSecret);
    }

    String address() {
        return program.ready();
    }

    /// The server as espctl's settings describe it.
    Server server() {
        return new Server(
                ServerAddress.parse(address(), new Environment(Map.of())), "bench", new Secret(accessKey), "bench");
    }

    String accessKey() {
        return accessKey;
    }

    String enrolmentSecret() {
        return enrolmentSecret;
    }

    @Override
    public void close() {
        program.close();
    }

    private static String secret() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
