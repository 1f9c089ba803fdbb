package dev.aegis.espctl.settings;

import java.util.List;

/// Every environment variable that espctl or its launcher reads.
public final class KnownVariables {
    /// A variable.
    ///
    /// @param secret whether its value is never shown
    public record Variable(String name, String meaning, boolean secret) {}

    private static final List<Variable> ALL = List.of(
            new Variable("CONTROL_BASE_URL", "address of the build server", false),
            new Variable("MCP_AUTH_SECRET", "access key for it", true),
            new Variable("ESPCTL_SERVER", "another build server, before CONTROL_BASE_URL", false),
            new Variable("ESPCTL_ALLOW_INSECURE", "1: allow http to other computers", false),
            new Variable("DEFAULT_IDF_VERSION", "ESP-IDF version of projects that choose none", false),
            new Variable("IDF_TARGET", "chip of projects that choose none", false),
            new Variable("ESPCTL_STORE_ROOT", "store of ESP-IDF versions on this computer", false),
            new Variable("ESPCTL_SYSROOT", "not read; the build machine has the toolchains", false),
            new Variable("ESPCTL_RECONNECT_SECS", "longest wait for a lost link", false),
            new Variable("ESPCTL_LOOPBACK", "1: links on this computer only", false),
            new Variable("ESPCTL_TRUSTED_MACHINES", "identities of the machines that are accepted", false),
            new Variable("XDG_CONFIG_HOME", "folder of the login", false),
            new Variable("XDG_STATE_HOME", "folder of the builds", false),
            new Variable("XDG_CACHE_HOME", "folder of caches", false));

    private KnownVariables() {}

    public static List<Variable> all() {
        return ALL;
    }
}
