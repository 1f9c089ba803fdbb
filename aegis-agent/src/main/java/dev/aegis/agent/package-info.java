/// The build machine: takes jobs, verifies grants, builds in a sandbox.
/// `Main` is its only entry.
@NullMarked
package dev.aegis.agent;

import org.jspecify.annotations.NullMarked;
