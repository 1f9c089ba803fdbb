/// The places of espctl's files, and the choice of the build server and its access key.
/// Called by `control`, `connect` and every feature that needs a server or a file of the user.
@NullMarked
package dev.aegis.espctl.settings;

import org.jspecify.annotations.NullMarked;
