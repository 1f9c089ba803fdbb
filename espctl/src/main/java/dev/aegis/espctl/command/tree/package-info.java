/// The command tree, read from picocli's model, and the completion scripts generated from it. Used by `command` and by
/// the test of `docs/cli.md`.
@NullMarked
package dev.aegis.espctl.command.tree;

import org.jspecify.annotations.NullMarked;
