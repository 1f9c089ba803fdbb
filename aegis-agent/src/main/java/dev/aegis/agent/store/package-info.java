/// The operator's commands on the store: `aegis-agent store provision|verify|list|remove`. They parse and print.
/// Called by `Main`; the store itself is the module `store`.
@NullMarked
package dev.aegis.agent.store;

import org.jspecify.annotations.NullMarked;
