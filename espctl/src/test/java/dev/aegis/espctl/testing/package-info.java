/// Test doubles that the tests of several packages share.
/// Called by tests only.
@NullMarked
package dev.aegis.espctl.testing;

import org.jspecify.annotations.NullMarked;
