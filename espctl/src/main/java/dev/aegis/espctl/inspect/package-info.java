/// Questions about finished builds: errors, size, bill of materials, crashes, and a support bundle. Reads the files
/// that `tasks` kept; only the bundle contacts the build server. Used by `actions`, `command` and `tool`.
@NullMarked
package dev.aegis.espctl.inspect;

import org.jspecify.annotations.NullMarked;
