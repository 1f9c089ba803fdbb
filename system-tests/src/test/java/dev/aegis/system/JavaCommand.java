package dev.aegis.system;

import dev.aegis.testkit.DefaultSignals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command that runs one of our programs in a process, with the class path of the tests and
/// default signal settings.
final class JavaCommand {
    private JavaCommand() {}

    /// @param flags of the JVM
    static List<String> of(Class<?> main, List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return DefaultSignals.command(command);
    }
}
