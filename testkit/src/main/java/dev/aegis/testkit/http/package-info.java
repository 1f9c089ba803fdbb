/// HTTP servers for tests that answer exactly the bytes a test gives them, right or wrong.
/// Called by tests.
@NullMarked
package dev.aegis.testkit.http;

import org.jspecify.annotations.NullMarked;
