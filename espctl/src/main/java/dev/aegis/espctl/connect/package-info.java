/// Sessions: from a grant to open channels with a build machine whose identity is verified.
/// Called by `remote`, and by the features that prepare or cancel a build.
@NullMarked
package dev.aegis.espctl.connect;

import org.jspecify.annotations.NullMarked;
