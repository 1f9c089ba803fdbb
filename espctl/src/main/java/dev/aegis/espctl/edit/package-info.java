/// Edits settings files in place: JSON with comments, TOML and YAML. Every byte outside the changed value stays.
/// Used by `aiclients` for files of AI clients and by `project` for `.espctl.toml`.
@NullMarked
package dev.aegis.espctl.edit;

import org.jspecify.annotations.NullMarked;
