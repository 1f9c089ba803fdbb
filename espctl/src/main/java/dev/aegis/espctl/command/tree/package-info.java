/// What can be typed, read once from the parser, and what is made from it: completion scripts and the
/// reference page.
/// Called by `command` and by the test that holds `docs/cli.md` against it.
@NullMarked
package dev.aegis.espctl.command.tree;

import org.jspecify.annotations.NullMarked;
