package dev.aegis.espctl.needs;

import dev.aegis.espctl.cmake.CMakeCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The command `file(GLOB)`, which lists folders and files of this computer.
final class CMakeGlob {
    private static final Set<String> OPTIONS = Set.of("LIST_DIRECTORIES", "RELATIVE");
    private static final int MOST = 1_000;

    private CMakeGlob() {}

    /// Returns the variable that the command changes; null for another command.
    static @Nullable String run(
            CMakeCommand command, CMakeReader.Place place, CMakeVariables variables, boolean certain) {
        if (!command.name().equals("file") || !command.text(0).equals("GLOB")) {
            return null;
        }
        List<CMakeItem> found = new ArrayList<>();
        String before = "";
        for (CMakeCommand.Argument argument : command.after(2)) {
            boolean expression = !OPTIONS.contains(before)
                    && !OPTIONS.contains(argument.text())
                    && !argument.text().equals("CONFIGURE_DEPENDS");
            before = argument.text();
            for (CMakeItem item : expression
                    ? variables.evaluate(argument, place.at(argument.line()), certain)
                    : List.<CMakeItem>of()) {
                if (item.unknown().isEmpty() && !item.text().contains(CMakeVariables.IDF)) {
                    for (Path path : AskedPaths.of(place.sourceDirectory(), item.text())) {
                        found.add(item.withText(path.toString()));
                    }
                }
            }
        }
        variables.set(command.text(1), found.subList(0, Math.min(MOST, found.size())), certain);
        return command.text(1);
    }
}
