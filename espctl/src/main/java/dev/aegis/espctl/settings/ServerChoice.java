package dev.aegis.espctl.settings;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The choice of the build server and of the access key for it. A key that was saved for one server is never sent to
/// another.
public final class ServerChoice {
    private final Environment environment;
    private final CredentialsFile credentials;

    public ServerChoice(Environment environment, CredentialsFile credentials) {
        this.environment = environment;
        this.credentials = credentials;
    }

    /// @param remote the value of `--remote`; absent when it was not given
    /// @throws Failure when no server is known
    public Server choose(@Nullable String remote) {
        Named named = address(remote);
        ServerAddress address = address(named);
        Credentials saved = credentials.read();
        Map<String, Credentials.Login> logins = saved.servers();
        Credentials.Login login = logins.get(address.toString());
        boolean secretIsForIt = environment
                .find("CONTROL_BASE_URL")
                .map(base -> ServerAddress.parse(base, environment).equals(address))
                .orElse(login == null);
        if (secretIsForIt && environment.find("MCP_AUTH_SECRET").isPresent()) {
            return new Server(
                    address,
                    named.from(),
                    environment.find("MCP_AUTH_SECRET").map(Secret::new).orElse(null),
                    "MCP_AUTH_SECRET");
        }
        return login == null
                ? new Server(address, named.from(), null, "none")
                : new Server(address, named.from(), new Secret(login.token()), "saved login");
    }

    private ServerAddress address(Named named) {
        Optional<SshHosts.Host> host = named.text().contains("://")
                ? Optional.empty()
                : environment.find("HOME").flatMap(home -> new SshHosts(Path.of(home)).find(named.text()));
        if (host.isPresent()) {
            throw new Failure(
                    ExitCode.NOT_CONFIGURED,
                    "server_is_ssh_host",
                    "the server address '" + named.text().replaceAll("\\p{Cntrl}", "?") + "' (" + named.from()
                            + ") is a host of ~/.ssh/config, which only ssh reads",
                    "use the build server's web address, such as https://"
                            + host.get().hostName().orElse("build.example.org"));
        }
        return ServerAddress.parse(named.text(), environment);
    }

    /// Returns the address as the user wrote it, for advice about its spelling.
    public String written(@Nullable String remote) {
        return address(remote).text();
    }

    private record Named(String text, String from) {}

    private Named address(@Nullable String remote) {
        if (remote != null) {
            return new Named(remote, "--remote");
        }
        for (String variable : new String[] {"ESPCTL_SERVER", "CONTROL_BASE_URL"}) {
            String value = environment.find(variable).orElse(null);
            if (value != null) {
                return new Named(value, variable);
            }
        }
        String saved = credentials.read().defaultServer();
        if (saved != null) {
            return new Named(saved, "saved login");
        }
        throw new Failure(
                ExitCode.NOT_CONFIGURED,
                "server_missing",
                "no build server is configured",
                "espctl login --token KEY --server URL; the operator of a build server gives you both");
    }
}
