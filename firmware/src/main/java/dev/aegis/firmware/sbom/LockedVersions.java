package dev.aegis.firmware.sbom;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The versions in `dependencies.lock`, by the name that the component has in a build: `espressif/led_strip` is
/// `espressif__led_strip` there. Reads just those lines of the YAML that the component manager itself writes.
public final class LockedVersions {
    private static final Pattern NAME = Pattern.compile("  ([\\w./-]+):\\s*");
    private static final Pattern VERSION = Pattern.compile("    version: ['\"]?([\\w.+~*-]+)['\"]?\\s*");

    private LockedVersions() {}

    public static Map<String, String> read(String lockFile) {
        Map<String, String> versions = new HashMap<>();
        String name = null;
        boolean dependencies = false;
        for (String line : lockFile.lines().toList()) {
            if (!line.startsWith(" ")) {
                dependencies = line.startsWith("dependencies:");
                name = null;
            } else if (dependencies) {
                name = next(line, name, versions);
            }
        }
        return versions;
    }

    private static @Nullable String next(String line, @Nullable String name, Map<String, String> versions) {
        Matcher begins = NAME.matcher(line);
        if (begins.matches()) {
            return begins.group(1).replace("/", "__");
        }
        Matcher version = VERSION.matcher(line);
        if (name != null && version.matches()) {
            versions.put(name, version.group(1));
        }
        return name;
    }
}
