package dev.aegis.protocol.control;

import dev.aegis.protocol.Required;
import java.util.List;

/// One ESP-IDF version of a machine.
///
/// @param version such as `v5.3.1`
/// @param targets chips, such as `esp32c3`
/// @param isDefault whether the machine uses this version when a request names none
public record IdfVersion(String version, List<String> targets, boolean isDefault) {
    public IdfVersion {
        Required.text("version", version, 64);
        targets = Required.list(targets);
    }
}
