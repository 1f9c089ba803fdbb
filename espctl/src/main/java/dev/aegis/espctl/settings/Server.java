package dev.aegis.espctl.settings;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.Secret;
import org.jspecify.annotations.Nullable;

/// The chosen build server.
///
/// @param address its address
/// @param addressFrom the setting that decided: `--remote`, `ESPCTL_SERVER`, `CONTROL_BASE_URL` or `saved login`
/// @param key absent when no key is known for this server
/// @param keyFrom the setting that gave the key: `MCP_AUTH_SECRET` or `saved login`; `none` without one
public record Server(
        ServerAddress address, String addressFrom, @Nullable Secret key, String keyFrom) {
    public Secret requireKey() {
        if (key == null) {
            throw new Failure(
                    ExitCode.NOT_CONFIGURED,
                    "key_missing",
                    "there is no access key for " + address,
                    "espctl login --token KEY --server " + address);
        }
        return key;
    }
}
