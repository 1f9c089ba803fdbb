/// What goes back to the client: events of tasks in order, and artifacts by digest.
/// Called by `session`, one object a channel.
@NullMarked
package dev.aegis.agent.report;

import org.jspecify.annotations.NullMarked;
