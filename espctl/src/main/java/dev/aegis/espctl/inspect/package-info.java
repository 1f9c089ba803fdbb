/// What espctl can say about builds that are over: size, bill of materials, crashes, and a bundle for whoever helps.
/// Called by `command` and `tool`, as `actions` is; reads what `tasks` kept, needs no build server but for a diagnosis.
@NullMarked
package dev.aegis.espctl.inspect;

import org.jspecify.annotations.NullMarked;
