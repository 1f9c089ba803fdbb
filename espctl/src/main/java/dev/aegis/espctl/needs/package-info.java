/// The folders and files that a build uses, as the CMake files, manifests, `Kconfig` and `sdkconfig` files of a project
/// name them. Called by `outside`, which decides what is sent of them.
@NullMarked
package dev.aegis.espctl.needs;

import org.jspecify.annotations.NullMarked;
