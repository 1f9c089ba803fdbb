/// What a user asks of a build, and the same request after the rules of the project have decided what it leaves open.
/// Used by the doors, `builds`, `plan`, `pack` and `remote`.
@NullMarked
package dev.aegis.espctl.request;

import org.jspecify.annotations.NullMarked;
