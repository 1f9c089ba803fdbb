/// What a build needs on disk: every installed ESP-IDF version with its tools, a manifest that names
/// them, and the way they get there. Called by `aegis-agent` only; knows nothing of sandboxes and
/// sessions.
@NullMarked
package dev.aegis.store;

import org.jspecify.annotations.NullMarked;
