/// Who sends a request: a user with an access key, an enrolled build machine, nobody, or somebody who is refused.
/// Called by the features before they do anything for a request.
@NullMarked
package dev.aegis.control.caller;

import org.jspecify.annotations.NullMarked;
