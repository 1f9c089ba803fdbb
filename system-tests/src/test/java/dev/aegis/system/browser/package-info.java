/// A client in JavaScript, written from docs/protocol.md, in a real Chromium against real programs of
/// ours. Nobody calls this package.
@NullMarked
package dev.aegis.system.browser;

import org.jspecify.annotations.NullMarked;
