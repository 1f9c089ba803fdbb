package dev.aegis.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A build server and a build machine on loopback, with the starter SDK in their store.
public final class Fleet implements AutoCloseable {
    public static final String ACCESS_KEY = "system-test-access-key";
    private static final String ENROLMENT_SECRET = "system-test-enrolment";

    private final Path root;
    private final Map<String, String> serverSettings;
    private final Map<String, String> machineSettings;
    private @Nullable Program server;
    private @Nullable Program machine;
    private String listen = "127.0.0.1:0";

    private Fleet(Path root, Map<String, String> serverSettings, Map<String, String> machineSettings) {
        this.root = root;
        this.serverSettings = serverSettings;
        this.machineSettings = machineSettings;
    }

    static Fleet start() throws Exception {
        return start(Map.of());
    }

    /// @param serverSettings of the build server, beside its secrets
    public static Fleet start(Map<String, String> serverSettings) throws Exception {
        return start(serverSettings, Map.of());
    }

    /// @param machineSettings of the build machine, beside what it needs
    static Fleet start(Map<String, String> serverSettings, Map<String, String> machineSettings) throws Exception {
        // Builds run as another user, who must be able to reach the store.
        Path root = Files.createTempDirectory(Path.of("/var/tmp"), "aegis-system-");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Fleet fleet = new Fleet(root, serverSettings, machineSettings);
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

    /// A build server that no machine comes to.
    static Fleet serverAlone(Map<String, String> serverSettings) throws Exception {
        Fleet fleet =
                new Fleet(Files.createTempDirectory(Path.of("/var/tmp"), "aegis-system-"), serverSettings, Map.of());
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
                throw new AssertionError("provisioning the store: " + provisioning.log());
            }
        }
    }

    void startServer() throws Exception {
        Map<String, String> settings = new HashMap<>(serverSettings);
        settings.put("MCP_AUTH_SECRET", ACCESS_KEY);
        settings.put("AGENT_AUTH_SECRET", ENROLMENT_SECRET);
        Program started = Program.start(
                dev.aegis.control.Main.class,
                settings,
                root.resolve("control.log"),
                "--listen",
                listen,
                "--control-state-dir",
                root.resolve("control").toString());
        server = started;
        listen = URI.create(started.firstLine().replaceFirst(".* ", "")).getAuthority();
    }

    void startMachine() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "CONTROL_BASE_URL", address().toString(),
                "AGENT_AUTH_SECRET", ENROLMENT_SECRET,
                "AGENT_LOOPBACK", "1",
                "AGENT_NAME", "bench",
                "AGENT_STATE_DIR", root.resolve("agent").toString(),
                "ESPCTL_STORE_ROOT", root.resolve("store").toString(),
                "AGENT_WORKSPACE_ROOT", root.resolve("workspaces").toString()));
        settings.putAll(machineSettings);
        machine = Program.start(dev.aegis.agent.Main.class, settings, root.resolve("agent.log"));
    }

    public URI address() {
        return URI.create("http://" + listen);
    }

    public Path workspaces() {
        return root.resolve("workspaces");
    }

    public Program server() {
        return there(server);
    }

    Program machine() {
        return there(machine);
    }

    private static Program there(@Nullable Program program) {
        if (program == null) {
            throw new IllegalStateException("the program was not started");
        }
        return program;
    }

    @Override
    public void close() throws Exception {
        if (machine != null) {
            machine.close();
        }
        if (server != null) {
            server.close();
        }
        delete(root);
    }

    private static void delete(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException broken) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
