package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import dev.aegis.protocol.Timestamped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /whoami`: who this key is.
///
/// @param userId the user
/// @param scopes what the key may do
/// @param expiresAt unix seconds; absent when it does not expire
/// @param remaining grants left in the current window
/// @param windowSecs the length of that window, in seconds
/// @param serverTime unix seconds at the build server
public record WhoAmI(
        String userId,
        List<String> scopes,
        @Nullable Long expiresAt,
        @Nullable Long remaining,
        @Nullable Integer windowSecs,
        long serverTime)
        implements Timestamped {
    public WhoAmI {
        Required.text("user_id", userId, 128);
        scopes = Required.list(scopes);
    }
}
