package dev.aegis.espctl.needs;

import org.jspecify.annotations.Nullable;

/// The user's environment variables, as a local build would read them.
public interface UserEnvironment {
    /// Returns the value; null when it is unset.
    @Nullable
    String find(String name);
}
