/// The commands of CMake files, read as text. Used by `needs` and `project`, which decide what the commands mean.
/// Nothing is expanded and nothing is run.
@NullMarked
package dev.aegis.espctl.cmake;

import org.jspecify.annotations.NullMarked;
