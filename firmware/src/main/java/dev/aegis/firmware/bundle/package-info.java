/// What is needed to flash a build: `flasher_args.json` in, `manifest.json` and `flash_bundle.tar.gz` out and back.
/// Called by `espctl` after a build, and by whoever flashes.
@NullMarked
package dev.aegis.firmware.bundle;

import org.jspecify.annotations.NullMarked;
