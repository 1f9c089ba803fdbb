/// The program `aegis-agent`, a build machine: it takes jobs, verifies grants and builds in a sandbox.
/// `Main` is its only entry; no other package imports this one.
@NullMarked
package dev.aegis.agent;

import org.jspecify.annotations.NullMarked;
