/// The structure of the code held against ARCHITECTURE.md. Only tests live here.
@NullMarked
package dev.aegis.system.architecture;

import org.jspecify.annotations.NullMarked;
