package dev.aegis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A build server and a build machine on loopback, set up like `./aegis quickstart`, with a user who is logged in.
final class BuildSite implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("^aegis-agent (\\S+) is ready");

    private final BenchEnvironment bench;
    private final ControlServer control;
    private final Program agent;
    private final Path workspaces;

    private BuildSite(BenchEnvironment bench, ControlServer control, Program agent, Path workspaces) {
        this.bench = bench;
        this.control = control;
        this.agent = agent;
        this.workspaces = workspaces;
    }

    static BuildSite start(BenchEnvironment bench) {
        ControlServer control = ControlServer.start(bench, "control");
        try {
            Program agent = agent(bench, control);
            BuildSite site = new BuildSite(bench, control, agent, bench.folder("workspaces"));
            site.logIn();
            return site;
        } catch (BenchException failed) {
            control.close();
            throw failed;
        }
    }

    private static Program agent(BenchEnvironment bench, ControlServer control) {
        Path state = bench.folder("agent");
        Path store = bench.folder("site").resolve("store");
        Path sdk = bench.checkout().resolve("starter-idf");
        Map<String, String> settings = new HashMap<>();
        settings.put("ESPCTL_STORE_ROOT", store.toString());
        bench.launcher(settings, state, "agent", "store", "provision", "--from", sdk.toString())
                .run();
        settings.put("AGENT_AUTH_SECRET", control.enrolmentSecret());
        settings.put("CONTROL_BASE_URL", control.address());
        settings.put("AGENT_STATE_DIR", state.toString());
        settings.put("AGENT_WORKSPACE_ROOT", bench.folder("workspaces").toString());
        settings.put("AGENT_LOOPBACK", "1");
        settings.put("AGENT_NAME", "bench");
        return Program.start(bench.launcher(settings, state, "agent"), READY);
    }

    ControlServer control() {
        return control;
    }

    /// Returns an `espctl` command, started through the launcher.
    Command espctl(Path where, String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "espctl";
        System.arraycopy(words, 0, all, 1, words.length);
        return bench.launcher(userVariables(), where, all);
    }

    /// The environment variables with the folders of this user's `espctl`.
    Map<String, String> userVariables() {
        Path home = bench.folder("user");
        return Map.of(
                "XDG_CONFIG_HOME", home.resolve("config").toString(),
                "XDG_STATE_HOME", home.resolve("state").toString(),
                "XDG_CACHE_HOME", home.resolve("cache").toString());
    }

    /// Empties the compiler caches of the build machine.
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
        espctl(bench.folder("user"), "login", "--token", "-", "--server", control.address())
                .run(control.accessKey());
    }
}
