package dev.aegis.espctl.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.control.Quota;
import dev.aegis.espctl.settings.Server;
import dev.aegis.protocol.control.WhoAmI;
import org.jspecify.annotations.Nullable;

/// Asks the build server for the owner of the access key.
public final class WhoIs {
    private final Context context;

    public WhoIs(Context context) {
        this.context = context;
    }

    /// @param server the build server's address
    /// @param serverFrom the setting that decided the server
    /// @param keyFrom the setting that gave the key
    /// @param userId the owner of the key
    /// @param remaining permissions left in the present window; absent without a quota
    /// @param windowSecs length of that window
    /// @param expiresAt unix seconds; absent for a key that does not expire
    public record Owner(
            String server,
            String serverFrom,
            String keyFrom,
            String userId,
            @Nullable Long remaining,
            @Nullable Integer windowSecs,
            @Nullable Long expiresAt) {
        /// The quota in words; absent without one.
        @JsonIgnore
        public @Nullable String quota() {
            return remaining == null ? null : Quota.left(remaining, windowSecs);
        }
    }

    /// @param remote the server; absent for the one that is configured
    public Owner run(@Nullable String remote) {
        Server server = context.servers().choose(remote);
        server.requireKey();
        try (ControlClient control = new ControlClient(server, context.clock())) {
            WhoAmI who = control.whoAmI();
            return new Owner(
                    server.address().toString(),
                    server.addressFrom(),
                    server.keyFrom(),
                    who.userId(),
                    who.remaining(),
                    who.windowSecs(),
                    who.expiresAt());
        }
    }
}
