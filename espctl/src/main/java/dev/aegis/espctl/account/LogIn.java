package dev.aegis.espctl.account;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.protocol.Secret;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Saves an access key after the build server has accepted it.
public final class LogIn {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    private final Context context;

    public LogIn(Context context) {
        this.context = context;
    }

    /// @param server the address that later commands use
    /// @param userId the owner of the key; null if the server could not be asked
    /// @param credentials the file with the key
    /// @param warning why the server could not be asked; null if it was asked
    public record LoggedIn(
            String server,
            @Nullable String userId,
            String credentials,
            @Nullable String warning) {}

    /// @param token the key as it was typed
    /// @param remote the server; absent for the one that is configured
    /// @throws Failure when the server refuses the key; then nothing is saved
    public LoggedIn run(String token, @Nullable String remote) {
        if (!KEY.matcher(token).matches()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "key_malformed",
                    token.isEmpty()
                            ? "there is no access key"
                            : "the access key has a space or another character that is not allowed",
                    "espctl login --token KEY, or --token - to read it from stdin");
        }
        Secret key = new Secret(token);
        ServerAddress address = context.servers().choose(remote).address();
        Server server = new Server(address, "--server", key, "--token");
        String userId = null;
        String warning = null;
        try (ControlClient control = new ControlClient(server, context.clock())) {
            userId = control.whoAmI().userId();
        } catch (Failure failed) {
            if (failed.exit() != ExitCode.UNREACHABLE) {
                throw failed;
            }
            warning = "the key could not be checked: " + failed.sentence();
        }
        context.credentials().save(address, key);
        return new LoggedIn(
                address.toString(), userId, context.credentials().path().toString(), warning);
    }

    /// Trusts this build machine. From the first such machine on, espctl trusts only machines that were named this way.
    public String trustMachine(String agentId, @Nullable String remote) {
        if (!agentId.matches("m-[0-9a-f]{32}")) {
            throw new Failure(
                    ExitCode.USAGE,
                    "machine_id_wrong",
                    "'" + agentId.replaceAll("\\p{Cntrl}", "?") + "' is not a machine id",
                    "a machine id is m- and 32 hexadecimal digits");
        }
        ServerAddress address = context.servers().choose(remote).address();
        context.pins().trust(address, agentId);
        return address.toString();
    }
}
