/// The command tree, read from picocli's model, and the texts generated from it: completion scripts and the reference
/// page. Used by `command` and by the test of `docs/cli.md`.
@NullMarked
package dev.aegis.espctl.command.tree;

import org.jspecify.annotations.NullMarked;
