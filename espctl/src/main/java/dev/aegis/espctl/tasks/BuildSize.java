package dev.aegis.espctl.tasks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The size of one build in a few figures, in bytes. It is kept with the task, so that the next build can tell what has
/// changed without the files of this one.
///
/// @param app of the flashed file, with its padding
/// @param partition of the smallest app partition; absent without a partition table
/// @param flash code, constants, and initial values of RAM
/// @param ram static use
/// @param ramRemaining absent if unknown
/// @param change since the last build of this project and chip; absent for the first
public record BuildSize(
        long app,
        @Nullable Long partition,
        long flash,
        long ram,
        @Nullable Long ramRemaining,
        @Nullable Change change) {
    /// Growth is positive.
    ///
    /// @param taskId of the other build
    public record Change(String taskId, long app, long flash, long ram) {}

    /// @param taskId of the earlier build
    public BuildSize since(String taskId, BuildSize earlier) {
        return new BuildSize(
                app,
                partition,
                flash,
                ram,
                ramRemaining,
                new Change(taskId, app - earlier.app, flash - earlier.flash, ram - earlier.ram));
    }

    /// Returns one line about the size, and its change since the last build.
    public String line() {
        StringBuilder line = new StringBuilder("app ").append(number("%,d bytes", app));
        if (partition != null && partition > 0) {
            line.append(", ")
                    .append(String.format(Locale.ROOT, "%.1f %%", 100.0 * app / partition))
                    .append(" of its partition");
        }
        line.append("; ram ").append(number("%,d bytes", ram));
        if (change == null) {
            return line.toString();
        }
        // The change of the program: the file is padded, and often stays as large.
        long program = change.flash();
        return line.append("; since the last build ")
                .append(
                        program == 0 && change.ram() == 0
                                ? "no change"
                                : "app " + number("%+,d", program) + ", ram " + number("%+,d", change.ram()))
                .toString();
    }

    private static String number(String form, long number) {
        return String.format(Locale.ROOT, form, number);
    }
}
