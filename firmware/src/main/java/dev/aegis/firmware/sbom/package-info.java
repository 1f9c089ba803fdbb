/// The bill of materials of one firmware, as SPDX 2.3 JSON: the project, ESP-IDF, each component that was linked, the
/// toolchain, and the files that came out.
/// Called by `espctl sbom` and its MCP tool, with files that every build leaves.
@NullMarked
package dev.aegis.firmware.sbom;

import org.jspecify.annotations.NullMarked;
