/// Health of the server, identity of the caller, and the ESP-IDF versions of the machines.
/// Called by anyone over HTTP.
@NullMarked
package dev.aegis.control.health;

import org.jspecify.annotations.NullMarked;
