/// Grants: signed permissions to open a session, and their preview.
/// Called by clients over HTTP, and by `agents` for the machine's copy.
@NullMarked
package dev.aegis.control.grant;

import org.jspecify.annotations.NullMarked;
