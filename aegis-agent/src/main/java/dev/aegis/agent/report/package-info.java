/// Messages to the client: the events of followed tasks in order, and artifacts by digest.
/// Called by `session`, with one object for each channel; reads tasks through `task`.
@NullMarked
package dev.aegis.agent.report;

import org.jspecify.annotations.NullMarked;
