/// The grant: a short-lived permission that the build server signs and the build machine verifies, and
/// the machine's proof in the other direction. Signed by `aegis-control`, verified by `aegis-agent`;
/// the machine's proof is verified by `espctl`.
@NullMarked
package dev.aegis.protocol.grant;

import org.jspecify.annotations.NullMarked;
