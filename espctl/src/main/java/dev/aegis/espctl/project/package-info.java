/// The user's project: its folder, its settings, its chip and version, and the files to send.
/// Used by the features; imports nothing about servers.
@NullMarked
package dev.aegis.espctl.project;

import org.jspecify.annotations.NullMarked;
