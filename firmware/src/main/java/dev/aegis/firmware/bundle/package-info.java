/// The files for flashing a build: reads `flasher_args.json`, writes and reads `manifest.json` and
/// `flash_bundle.tar.gz`. Called by `espctl` after a build and before flashing.
@NullMarked
package dev.aegis.firmware.bundle;

import org.jspecify.annotations.NullMarked;
