package dev.aegis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A build server and a build machine on loopback, as the quick start sets them up, and a user who is logged in.
final class BuildSite implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("^aegis-agent (\\S+) is ready");

    private final Ground ground;
    private final ControlServer control;
    private final Program agent;
    private final Path workspaces;

    private BuildSite(Ground ground, ControlServer control, Program agent, Path workspaces) {
        this.ground = ground;
        this.control = control;
        this.agent = agent;
        this.workspaces = workspaces;
    }

    static BuildSite start(Ground ground) {
        ControlServer control = ControlServer.start(ground, "control");
        try {
            Program agent = agent(ground, control);
            BuildSite site = new BuildSite(ground, control, agent, ground.folder("workspaces"));
            site.logIn();
            return site;
        } catch (BenchException failed) {
            control.close();
            throw failed;
        }
    }

    private static Program agent(Ground ground, ControlServer control) {
        Path state = ground.folder("agent");
        Path store = ground.folder("site").resolve("store");
        Path sdk = ground.checkout().resolve("starter-idf");
        Map<String, String> settings = new HashMap<>();
        settings.put("ESPCTL_STORE_ROOT", store.toString());
        ground.launcher(settings, state, "agent", "store", "provision", "--from", sdk.toString())
                .run();
        settings.put("AGENT_AUTH_SECRET", control.enrolmentSecret());
        settings.put("CONTROL_BASE_URL", control.address());
        settings.put("AGENT_STATE_DIR", state.toString());
        settings.put("AGENT_WORKSPACE_ROOT", ground.folder("workspaces").toString());
        settings.put("AGENT_LOOPBACK", "1");
        settings.put("AGENT_NAME", "bench");
        return Program.start(ground.launcher(settings, state, "agent"), READY);
    }

    ControlServer control() {
        return control;
    }

    /// `espctl`, as the user types it.
    Command espctl(Path where, String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "espctl";
        System.arraycopy(words, 0, all, 1, words.length);
        return ground.launcher(userVariables(), where, all);
    }

    /// Where this user's `espctl` keeps its files.
    Map<String, String> userVariables() {
        Path home = ground.folder("user");
        return Map.of(
                "XDG_CONFIG_HOME", home.resolve("config").toString(),
                "XDG_STATE_HOME", home.resolve("state").toString(),
                "XDG_CACHE_HOME", home.resolve("cache").toString());
    }

    /// Makes the machine's compiler caches as empty as they were.
    void emptyCompilerCaches() throws IOException {
        List<Path> caches;
        try (Stream<Path> all =
                Files.find(workspaces, 3, (path, attributes) -> attributes.isDirectory() && path.endsWith("cache"))) {
            caches = all.toList();
        }
        for (Path cache : caches) {
            Folders.empty(cache);
        }
    }

    @Override
    public void close() {
        agent.close();
        control.close();
    }

    private void logIn() {
        espctl(ground.folder("user"), "login", "--token", "-", "--server", control.address())
                .run(control.accessKey());
    }
}
