package dev.aegis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs `idf.py build` like a user with a local SDK: a writable copy of the same SDK, which keeps compiled Python
/// files,
/// and the compiler cache settings of the build machine, without a sandbox.
final class LocalBuild {
    private final BenchEnvironment bench;
    private final Path sdk;
    private final Path cache;

    LocalBuild(BenchEnvironment bench) throws IOException {
        this.bench = bench;
        this.sdk = bench.folder("local-sdk");
        this.cache = bench.folder("local-cache");
        Folders.copy(bench.checkout().resolve("starter-idf"), sdk);
    }

    /// @return the wall time in seconds
    double run(Path project, String target) {
        Map<String, String> environment = Map.ofEntries(
                Map.entry("PATH", sdk.resolve("tools") + ":/usr/bin:/bin"),
                Map.entry("HOME", bench.folder("local-home").toString()),
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
                        bench.log("idf"))
                .run()
                .seconds();
    }

    void emptyCompilerCache() throws IOException {
        Folders.empty(cache);
    }
}
