/// The HTTP server: routes, bodies, problems, origins and event streams. Only this package uses Jetty.
/// Called by every feature of the build server; it calls none of them.
@NullMarked
package dev.aegis.control.http;

import org.jspecify.annotations.NullMarked;
