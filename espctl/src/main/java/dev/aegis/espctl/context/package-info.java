/// The environment, folders, clock and version that every action gets. Used by all features.
@NullMarked
package dev.aegis.espctl.context;

import org.jspecify.annotations.NullMarked;
