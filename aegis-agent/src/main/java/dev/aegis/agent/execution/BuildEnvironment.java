package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.Mount;
import dev.aegis.agent.sandbox.SandboxCommand;
import dev.aegis.store.StoreEntry;
import dev.aegis.store.StoreTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The variables and mounts of a build. Every path is the same on every machine and for every user, so that compiler
/// caches hit, logs are comparable and builds are reproducible.
///
/// @param storeRoot the store on this machine
record BuildEnvironment(BuildOrder order, Path storeRoot) {
    private static final String IDF = "/idf";
    private static final String STORE = "/store";
    private static final String CACHE = "/cache";
    private static final Path CCACHE = Path.of("/usr/bin/ccache");
    private static final Pattern MAJOR_MINOR = Pattern.compile("v?(\\d+\\.\\d+).*");

    Map<String, String> variables() {
        Map<String, String> variables = fixedVariables();
        variables.put("IDF_TARGET", order.request().target());
        Integer jobs = order.request().options().jobs();
        if (jobs != null) {
            variables.put("AEGIS_JOBS", jobs.toString());
            variables.put("PATH", BuildAdditions.WRAPPERS + ":" + path());
        }
        return variables;
    }

    /// The variables that do not depend on the chip and the options of the request.
    Map<String, String> fixedVariables() {
        Map<String, String> variables = new TreeMap<>(layout().environment());
        variables.put("HOME", SandboxCommand.HOME);
        variables.put("LANG", "C.UTF-8");
        variables.put("TERM", "dumb");
        variables.put("PYTHONDONTWRITEBYTECODE", "1");
        variables.put("PYTHONUNBUFFERED", "1");
        variables.put("IDF_PATH", IDF);
        Matcher version = MAJOR_MINOR.matcher(order.version());
        if (version.matches()) {
            variables.put("ESP_IDF_VERSION", version.group(1));
        }
        if (Files.isExecutable(CCACHE)) {
            variables.put("IDF_CCACHE_ENABLE", "1");
            variables.put("CCACHE_DIR", CACHE);
            variables.put("CCACHE_MAXSIZE", "2G");
        }
        entry().environment().forEach((name, value) -> variables.put(name, inside(value)));
        variables.put("PATH", path());
        return variables;
    }

    /// The working directory of the commands.
    String directory() {
        return layout().project();
    }

    List<Mount> mounts() throws IOException {
        List<Mount> mounts = new ArrayList<>();
        mounts.add(Mount.readOnly(order.sdk().tree(), IDF));
        for (StoreTool tool : entry().tools()) {
            if (tool.path() != null) {
                mounts.add(Mount.readOnly(storeRoot.resolve(tool.path()), STORE + "/" + tool.placeInBuild()));
            }
        }
        mounts.add(Mount.readOnly(BuildAdditions.of(order.workspace()).directory(), BuildAdditions.PLACE));
        mounts.addAll(layout().mounts(order.workspace()));
        if (Files.isExecutable(CCACHE)) {
            mounts.add(Mount.writable(
                    order.workspace().all().cacheOf(order.workspace().userId()), CACHE));
        }
        return mounts;
    }

    private SandboxLayout layout() {
        return new SandboxLayout(order.request().place());
    }

    private StoreEntry entry() {
        return order.sdk().entry();
    }

    private String path() {
        List<String> parts = new ArrayList<>();
        entry().pathEntries().forEach(entry -> parts.add(inside(entry)));
        parts.addAll(List.of(IDF + "/tools", "/usr/bin", "/bin"));
        return String.join(":", parts.stream().distinct().toList());
    }

    private static String inside(String text) {
        return text.replace("${IDF}", IDF).replace("${STORE}", STORE);
    }
}
