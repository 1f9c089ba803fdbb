/// The build server as espctl sees it: typed calls, its errors in our words, its event stream.
/// Called by `connect` and by `actions` such as doctor.
@NullMarked
package dev.aegis.espctl.control;

import org.jspecify.annotations.NullMarked;
