/// The command line: picocli classes that parse options and call `actions`.
/// Used by `Main`.
@NullMarked
package dev.aegis.espctl.command;

import org.jspecify.annotations.NullMarked;
