package dev.aegis.espctl.settings;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The token of the MCP server over HTTP, in `~/.config/espctl/mcp-token`. Created once, so that the settings of AI
/// clients stay valid. To get another one, the user removes the file.
public final class McpHttpToken {
    private static final int BYTES = 32;
    private static final int SHORTEST = 32;

    private final Path file;

    public McpHttpToken(UserDirectories directories) {
        this.file = directories.config().resolve("mcp-token");
    }

    public Path file() {
        return file;
    }

    /// Returns the token, and creates the file if there is none.
    ///
    /// @throws Failure when other users can read the file, or it holds no token
    public String value(RandomGenerator random) {
        try {
            Optional<byte[]> known = PrivateFiles.read(file);
            if (known.isEmpty()) {
                return create(random);
            }
            PrivateFiles.requirePrivate(file);
            String token = new String(known.get(), StandardCharsets.UTF_8).strip();
            if (token.length() < SHORTEST || !token.matches("[A-Za-z0-9._~+/=-]+")) {
                throw new Failure(
                        ExitCode.NOT_CONFIGURED,
                        "token_wrong",
                        file + " holds no token of at least " + SHORTEST + " characters",
                        "run: rm " + file + "; espctl mcp serve --http then creates a new token");
            }
            return token;
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.NOT_CONFIGURED,
                    "token_unreadable",
                    "cannot use " + file + ": " + IoReason.of(broken),
                    "check the owner and the permissions of " + file.getParent() + ", or set XDG_CONFIG_HOME",
                    broken);
        }
    }

    private String create(RandomGenerator random) throws IOException {
        byte[] content = new byte[BYTES];
        random.nextBytes(content);
        String token = HexFormat.of().formatHex(content);
        PrivateFiles.write(file, (token + "\n").getBytes(StandardCharsets.UTF_8));
        return token;
    }
}
