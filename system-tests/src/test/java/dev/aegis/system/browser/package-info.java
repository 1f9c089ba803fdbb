/// A JavaScript client, written from docs/protocol.md, that runs in Chromium against the programs. Its classes are used
/// by the tests of this package only.
@NullMarked
package dev.aegis.system.browser;

import org.jspecify.annotations.NullMarked;
