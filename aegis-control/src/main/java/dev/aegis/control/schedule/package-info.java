/// Who gets which job: the facts about jobs and machines, and the rules of matching, fairness and waiting, without I/O.
/// Called by the state engine, and by whoever explains the queue to a person.
@NullMarked
package dev.aegis.control.schedule;

import org.jspecify.annotations.NullMarked;
