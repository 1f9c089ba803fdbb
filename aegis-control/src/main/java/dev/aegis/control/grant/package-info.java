/// Permissions: who may open which session, signed.
/// Called by clients over HTTP; `agents` has the machine's copy minted here.
@NullMarked
package dev.aegis.control.grant;

import org.jspecify.annotations.NullMarked;
