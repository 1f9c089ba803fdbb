/// Test doubles for the tests of several packages. Only tests use this package.
@NullMarked
package dev.aegis.espctl.testing;

import org.jspecify.annotations.NullMarked;
