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

/// What measurements stand on: the checkout with its launcher, a folder that is gone afterwards, and a build server
/// with a build machine once the first of them needs these.
final class Ground implements AutoCloseable {
    /// Not below a home directory: builds run as another user, who must reach the workspaces and the store.
    private static final Path PLACE = Path.of("/var/tmp");

    private static final List<String> KEPT_VARIABLES = List.of("PATH", "HOME", "JAVA_HOME", "LANG", "LC_ALL", "USER");

    private final Path checkout;
    private final Path folder;
    private int logs;
    private @Nullable BuildSite site;

    private Ground(Path checkout, Path folder) {
        this.checkout = checkout;
        this.folder = folder;
    }

    static Ground open(Path checkout) throws IOException {
        Path folder = Files.createTempDirectory(PLACE, "aegis-bench");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Ground(checkout, folder);
    }

    Path checkout() {
        return checkout;
    }

    /// A build server and a build machine, started at the first call and stopped with this.
    synchronized BuildSite site() {
        BuildSite running = site;
        if (running == null) {
            running = BuildSite.start(this);
            site = running;
        }
        return running;
    }

    /// A folder of this name, made if it is not there.
    Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException broken) {
            throw new BenchException("cannot make " + folder.resolve(name) + ": " + broken.getMessage(), broken);
        }
    }

    /// A command of the launcher, with the flags and class path that users get. Settings of a real installation in the
    /// environment are not passed on.
    Command launcher(Map<String, String> settings, Path where, String... words) {
        List<String> all = new ArrayList<>(List.of(checkout.resolve("aegis").toString()));
        all.addAll(List.of(words));
        return new Command(all, environment(settings), where, log(words[0]));
    }

    /// Any other program, with the same environment.
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

    /// A file that nobody else writes to.
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
