/// The assignment of jobs to machines: facts about both, and the rules of matching, fairness and waiting, without I/O.
/// Called by the state engine, and by the features that report a position in the queue.
@NullMarked
package dev.aegis.control.schedule;

import org.jspecify.annotations.NullMarked;
