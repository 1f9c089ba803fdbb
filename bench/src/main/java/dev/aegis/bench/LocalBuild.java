package dev.aegis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `idf.py build` as a user with an SDK of their own runs it: a copy of the same SDK that may keep compiled Python
/// files, the same compiler cache settings as the build machine's, no sandbox.
final class LocalBuild {
    private final Ground ground;
    private final Path sdk;
    private final Path cache;

    LocalBuild(Ground ground) throws IOException {
        this.ground = ground;
        this.sdk = ground.folder("local-sdk");
        this.cache = ground.folder("local-cache");
        Folders.copy(ground.checkout().resolve("starter-idf"), sdk);
    }

    /// @return seconds
    double run(Path project, String target) {
        Map<String, String> environment = Map.ofEntries(
                Map.entry("PATH", sdk.resolve("tools") + ":/usr/bin:/bin"),
                Map.entry("HOME", ground.folder("local-home").toString()),
                Map.entry("LANG", "C.UTF-8"),
                Map.entry("TERM", "dumb"),
                Map.entry("PYTHONUNBUFFERED", "1"),
                Map.entry("IDF_PATH", sdk.toString()),
                Map.entry("IDF_TARGET", target),
                Map.entry("IDF_CCACHE_ENABLE", "1"),
                Map.entry("CCACHE_DIR", cache.toString()),
                Map.entry("CCACHE_MAXSIZE", "2G"));
        return new Command(
                        List.of(sdk.resolve("tools/idf.py").toString(), "build"),
                        environment,
                        project,
                        ground.log("idf"))
                .run()
                .seconds();
    }

    void emptyCompilerCache() throws IOException {
        Folders.empty(cache);
    }
}
