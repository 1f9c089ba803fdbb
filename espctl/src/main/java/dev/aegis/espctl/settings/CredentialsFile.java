package dev.aegis.espctl.settings;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.Secret;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file of saved access keys, `~/.config/espctl/credentials.json`, mode 0600.
public final class CredentialsFile {
    private final Path file;

    public CredentialsFile(UserDirectories directories) {
        this.file = directories.config().resolve("credentials.json");
    }

    public Path path() {
        return file;
    }

    /// @throws Failure when other users can read it, or when it is damaged
    public Credentials read() {
        try {
            if (!Files.exists(file)) {
                return Credentials.none();
            }
            PrivateFiles.requirePrivate(file);
            return WireJson.read(Files.readAllBytes(file), Credentials.class);
        } catch (WireException damaged) {
            throw new Failure(
                    ExitCode.NOT_CONFIGURED,
                    "credentials_damaged",
                    file + " cannot be read: " + damaged.getMessage(),
                    "remove it and log in again: espctl login --token KEY --server URL",
                    damaged);
        } catch (IOException broken) {
            throw unreadable(broken);
        }
    }

    public void save(ServerAddress server, Secret key) {
        write(read().with(server.toString(), key.reveal()));
    }

    public void forget(ServerAddress server) {
        write(read().without(server.toString()));
    }

    private void write(Credentials credentials) {
        try {
            PrivateFiles.write(file, WireJson.pretty(credentials).getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw unreadable(broken);
        }
    }

    private Failure unreadable(IOException broken) {
        return new Failure(
                ExitCode.NOT_CONFIGURED,
                "credentials_unreadable",
                "cannot use " + file + ": " + IoReason.of(broken),
                "check the owner and the permissions of " + file.getParent(),
                broken);
    }
}
