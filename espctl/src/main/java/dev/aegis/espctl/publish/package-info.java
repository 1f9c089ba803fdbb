/// `espctl mcp export`: the files with which a release of espctl is published for AI clients. Only its command may call
/// it; the texts about espctl are in `Listing`, and the skills come from `skills`.
@NullMarked
package dev.aegis.espctl.publish;

import org.jspecify.annotations.NullMarked;
