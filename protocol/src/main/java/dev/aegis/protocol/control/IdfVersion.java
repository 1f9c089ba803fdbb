package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import java.util.List;

/// One ESP-IDF version that can be built with.
///
/// @param version such as `v5.3.1`
/// @param targets chips, such as `esp32c3`
/// @param isDefault the version that a machine takes when none is asked for
public record IdfVersion(String version, List<String> targets, boolean isDefault) {
    public IdfVersion {
        Required.text("version", version, 64);
        targets = Required.list(targets);
    }
}
