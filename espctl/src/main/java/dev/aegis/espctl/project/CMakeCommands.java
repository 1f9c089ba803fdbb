package dev.aegis.espctl.project;

import dev.aegis.espctl.cmake.CMakeCommand;
import dev.aegis.espctl.cmake.CMakeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The commands of a CMake file without those that open and close blocks.
final class CMakeCommands {
    private CMakeCommands() {}

    /// @param name in lower case
    /// @param arguments without quotes
    /// @param conditional whether it is inside an `if`, a loop or a function
    record Command(String name, List<String> arguments, boolean conditional) {
        Command {
            arguments = List.copyOf(arguments);
        }
    }

    /// Returns no commands if the file cannot be read.
    static List<Command> of(Path file) {
        List<Command> commands = new ArrayList<>();
        int depth = 0;
        for (CMakeCommand command : CMakeText.commands(file)) {
            if (command.nesting() == 0) {
                commands.add(new Command(command.name(), command.texts(), depth > 0));
            }
            depth = Math.max(0, depth + command.nesting());
        }
        return commands;
    }
}
