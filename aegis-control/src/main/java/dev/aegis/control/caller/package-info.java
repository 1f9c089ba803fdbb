/// Authentication of requests: a user with an access key, or an enrolled build machine.
/// Called by the features before they do anything for a request.
@NullMarked
package dev.aegis.control.caller;

import org.jspecify.annotations.NullMarked;
