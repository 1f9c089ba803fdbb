package dev.aegis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The environment of the measurements: the checkout with its launcher, a temporary folder, and a build server with a
/// build machine, started for the first measurement that needs them.
final class BenchEnvironment implements AutoCloseable {
    /// The parent of the temporary folder. It is not a home directory, because builds run as another user, who must be
    /// able to read the workspaces and the store.
    private static final Path TEMPORARY_FOLDERS = Path.of("/var/tmp");

    private static final List<String> KEPT_VARIABLES = List.of("PATH", "HOME", "JAVA_HOME", "LANG", "LC_ALL", "USER");

    private final Path checkout;
    private final Path folder;
    private int logs;
    private @Nullable BuildSite site;

    private BenchEnvironment(Path checkout, Path folder) {
        this.checkout = checkout;
        this.folder = folder;
    }

    static BenchEnvironment open(Path checkout) throws IOException {
        Path folder = Files.createTempDirectory(TEMPORARY_FOLDERS, "aegis-bench");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new BenchEnvironment(checkout, folder);
    }

    Path checkout() {
        return checkout;
    }

    /// Returns the build server and the build machine, which the first call starts.
    synchronized BuildSite site() {
        BuildSite running = site;
        if (running == null) {
            running = BuildSite.start(this);
            site = running;
        }
        return running;
    }

    /// Returns the folder of this name, which the first call creates.
    Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException broken) {
            throw new BenchException("cannot create " + folder.resolve(name) + ": " + broken.getMessage(), broken);
        }
    }

    /// Returns a command of the launcher, which uses the flags and class path of users. Settings of an installation in
    /// the
    /// environment are not passed on.
    Command launcher(Map<String, String> settings, Path where, String... words) {
        List<String> all = new ArrayList<>(List.of(checkout.resolve("aegis").toString()));
        all.addAll(List.of(words));
        return new Command(all, environment(settings), where, log(words[0]));
    }

    /// Returns a command of any other program, with the same environment.
    Command command(Map<String, String> settings, Path where, List<String> words) {
        return new Command(words, environment(settings), where, log("command"));
    }

    private static Map<String, String> environment(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>();
        for (String name : KEPT_VARIABLES) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.putAll(settings);
        return environment;
    }

    /// Returns a new log file.
    Path log(String name) {
        logs++;
        return folder("logs").resolve(logs + "-" + name + ".txt");
    }

    @Override
    public synchronized void close() {
        if (site != null) {
            site.close();
            site = null;
        }
        try {
            Folders.remove(folder);
        } catch (IOException left) {
            System.err.println("bench: cannot remove " + folder + ": " + left.getMessage());
        }
    }
}
