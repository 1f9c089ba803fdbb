/// The HTTP edge: routes, bodies, problems, origins and event streams; the only package that knows Jetty.
/// Called by every feature of the build server; it calls none of them.
@NullMarked
package dev.aegis.control.http;

import org.jspecify.annotations.NullMarked;
