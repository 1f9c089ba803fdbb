package dev.aegis.espctl.publish;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `server.json`, the entry of the MCP registry (schema of 2025-12-11). It names the bundle by its URL and SHA-256.
final class RegistryEntry {
    /// A namespace in reverse DNS order, and the name in it.
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+");

    private RegistryEntry() {}

    /// @param name in the registry, such as `io.github.OWNER/espctl`
    /// @param bundle the bundle on this computer
    /// @param url the address of the published bundle
    static String text(String name, Path bundle, String url, String version) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "registry_name_wrong",
                    "'" + name.replaceAll("\\p{Cntrl}", "?") + "' is not a name of the MCP registry",
                    "give NAMESPACE/NAME: --name io.github.OWNER/espctl");
        }
        return """
                {
                  "$schema": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
                  "name": "%s",
                  "title": "%s",
                  "description": "%s",
                  "version": "%s",
                  "packages": [
                    {
                      "registryType": "mcpb",
                      "identifier": "%s",
                      "fileSha256": "%s",
                      "transport": {"type": "stdio"}
                    }
                  ]
                }
                """.formatted(
                name, Listing.TITLE, Listing.DESCRIPTION, version, address(url), Digest.of(Files.readAllBytes(bundle)));
    }

    /// The registry takes bundles from https only, and only when `mcp` is part of the address.
    private static URI address(String url) {
        try {
            URI address = URI.create(url);
            if ("https".equals(address.getScheme()) && url.contains("mcp")) {
                return address;
            }
        } catch (IllegalArgumentException notAUrl) {
            throw wrong(url, notAUrl);
        }
        throw wrong(url, null);
    }

    private static Failure wrong(String url, @Nullable Throwable cause) {
        return new Failure(
                ExitCode.USAGE,
                "bundle_url_wrong",
                "'" + url.replaceAll("\\p{Cntrl}", "?") + "' cannot be the address of a bundle",
                "give the https address of the .mcpb file of the release: --url URL",
                cause);
    }
}
