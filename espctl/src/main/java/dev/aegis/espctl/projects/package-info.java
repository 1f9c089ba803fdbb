/// Creating and changing projects. Used by the doors.
@NullMarked
package dev.aegis.espctl.projects;

import org.jspecify.annotations.NullMarked;
