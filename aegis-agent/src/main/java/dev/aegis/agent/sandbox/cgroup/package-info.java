/// Control groups: the kernel's limits on memory, processes and processor time of one sandbox. Called
/// by `sandbox`; needs no other package of the agent.
@NullMarked
package dev.aegis.agent.sandbox.cgroup;

import org.jspecify.annotations.NullMarked;
