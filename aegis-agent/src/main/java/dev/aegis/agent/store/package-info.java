/// The operator's commands on the store: `aegis-agent store provision|verify|list|remove`. They only
/// parse and print. Called by `Main`.
@NullMarked
package dev.aegis.agent.store;

import org.jspecify.annotations.NullMarked;
