/// Changes one entry of a client's settings file by position and leaves every other byte alone: JSON
/// with comments, TOML and YAML. Called by `actions`.
@NullMarked
package dev.aegis.espctl.edit;

import org.jspecify.annotations.NullMarked;
