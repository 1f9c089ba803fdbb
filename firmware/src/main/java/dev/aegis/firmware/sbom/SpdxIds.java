package dev.aegis.firmware.sbom;

import java.util.HashSet;
import java.util.Set;

/// Ids that SPDX accepts: letters, digits, dots and hyphens, each only once.
final class SpdxIds {
    private final Set<String> given = new HashSet<>();

    String of(String kind, String name) {
        String plain = "SPDXRef-" + kind + "-" + name.replaceAll("[^A-Za-z0-9.-]", "-");
        String id = plain;
        for (int i = 2; !given.add(id); i++) {
            id = plain + "-" + i;
        }
        return id;
    }
}
