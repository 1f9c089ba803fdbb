/// The build server's API as espctl uses it: typed calls, whose failures say what the user can do.
/// Called by `connect` and by the features that ask the build server, such as doctor.
@NullMarked
package dev.aegis.espctl.control;

import org.jspecify.annotations.NullMarked;
