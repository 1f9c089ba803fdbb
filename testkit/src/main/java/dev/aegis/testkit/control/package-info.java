/// A small build server for tests of the build machine: real HTTP on a loopback port, real signatures, no scheduler.
/// Called by tests.
@NullMarked
package dev.aegis.testkit.control;

import org.jspecify.annotations.NullMarked;
