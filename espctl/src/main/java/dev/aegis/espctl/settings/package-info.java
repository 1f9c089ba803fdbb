/// Where espctl keeps its files, and which build server it talks to with which key.
/// Read by `control`, `connect` and `actions`.
@NullMarked
package dev.aegis.espctl.settings;

import org.jspecify.annotations.NullMarked;
