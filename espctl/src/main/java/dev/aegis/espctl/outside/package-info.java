/// The sources outside a project's folder that its build needs: found in CMake files, manifests, settings and links.
/// Used by `project`; reads files of the user's computer and sends nothing.
@NullMarked
package dev.aegis.espctl.outside;

import org.jspecify.annotations.NullMarked;
