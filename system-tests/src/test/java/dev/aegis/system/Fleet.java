package dev.aegis.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A build server and a build machine on loopback. The machine's store holds the starter SDK.
public final class Fleet implements AutoCloseable {
    public static final String ACCESS_KEY = "system-test-access-key";
    private static final String ENROLMENT_SECRET = "system-test-enrolment";

    private final ResourceStack resources = new ResourceStack();
    private final Path root;
    private final FleetSettings settings;
    private @Nullable Program server;
    private @Nullable Program machine;
    private String listen = "127.0.0.1:0";

    private Fleet(FleetSettings settings) throws IOException {
        this.settings = settings;
        // Builds run as another user, who must be able to reach the store.
        root = resources
                .push(TemporaryFolder.createIn(Path.of("/var/tmp"), "aegis-system-"))
                .path();
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static Fleet start(FleetSettings settings) throws Exception {
        Fleet fleet = new Fleet(settings);
        try {
            fleet.provision();
            fleet.startServer();
            fleet.startMachine();
            return fleet;
        } catch (Exception | AssertionError failed) {
            fleet.close();
            throw failed;
        }
    }

    /// Starts a build server without a build machine.
    static Fleet startServerOnly(Map<String, String> serverSettings) throws Exception {
        Fleet fleet = new Fleet(FleetSettings.ofServer(serverSettings));
        try {
            fleet.startServer();
            return fleet;
        } catch (Exception | AssertionError failed) {
            fleet.close();
            throw failed;
        }
    }

    private void provision() throws Exception {
        Path starter = Path.of("..", "starter-idf").toRealPath();
        try (Program provisioning = Program.start(
                dev.aegis.agent.Main.class,
                Map.of(),
                root.resolve("store.log"),
                "store",
                "provision",
                "--from",
                starter.toString(),
                "--store",
                root.resolve("store").toString())) {
            if (provisioning.awaitExit() != 0) {
                throw new AssertionError("cannot provision the store: " + provisioning.log());
            }
        }
    }

    void startServer() throws Exception {
        Map<String, String> environment = new HashMap<>(settings.server());
        environment.put("MCP_AUTH_SECRET", ACCESS_KEY);
        environment.put("AGENT_AUTH_SECRET", ENROLMENT_SECRET);
        Program started = resources.push(Program.start(
                dev.aegis.control.Main.class,
                environment,
                root.resolve("control.log"),
                "--listen",
                listen,
                "--control-state-dir",
                root.resolve("control").toString()));
        server = started;
        listen = URI.create(started.firstLine().replaceFirst(".* ", "")).getAuthority();
    }

    void startMachine() throws Exception {
        machine = machineNamed("agent", "workspaces");
    }

    /// Starts one more machine with the same store.
    Program startOtherMachine() throws Exception {
        return machineNamed("agent-2", "workspaces-2");
    }

    private Program machineNamed(String state, String workspaces) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CONTROL_BASE_URL", address().toString(),
                "AGENT_AUTH_SECRET", ENROLMENT_SECRET,
                "AGENT_LOOPBACK", "1",
                "AGENT_NAME", "bench",
                "AGENT_STATE_DIR", root.resolve(state).toString(),
                "ESPCTL_STORE_ROOT", root.resolve("store").toString(),
                "AGENT_WORKSPACE_ROOT", root.resolve(workspaces).toString()));
        environment.putAll(settings.machine());
        return resources.push(Program.start(dev.aegis.agent.Main.class, environment, root.resolve(state + ".log")));
    }

    public URI address() {
        return URI.create("http://" + listen);
    }

    public Path workspaces() {
        return root.resolve("workspaces");
    }

    public Program server() {
        return started(server);
    }

    Program machine() {
        return started(machine);
    }

    private static Program started(@Nullable Program program) {
        if (program == null) {
            throw new IllegalStateException("the program was not started");
        }
        return program;
    }

    @Override
    public void close() throws Exception {
        resources.close();
    }
}
