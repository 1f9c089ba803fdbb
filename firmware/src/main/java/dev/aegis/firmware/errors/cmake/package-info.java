/// The rules for the configuration of a build: CMake, Kconfig, component manifests.
/// Called by `errors.log` through `ErrorRule`.
@NullMarked
package dev.aegis.firmware.errors.cmake;

import org.jspecify.annotations.NullMarked;
