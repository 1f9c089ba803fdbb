package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import dev.aegis.protocol.Timestamped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to `GET /whoami`: the user of an access key.
///
/// @param userId the user
/// @param scopes permissions of the key
/// @param expiresAt end of the key, in unix seconds; absent when it does not expire
/// @param remaining grants left in the current rate window
/// @param windowSecs length of that window, in seconds
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
