package dev.aegis.espctl;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.command.Espctl;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.process.OwnProgram;
import dev.aegis.espctl.settings.CredentialsFile;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.espctl.settings.UserDirectories;
import dev.aegis.espctl.training.SampleBuildServer;
import dev.aegis.espctl.training.SampleFirmware;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.webrtc.WebRtcEngine;
import dev.aegis.protocol.Secret;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// A training run for espctl's AOT cache: runs the commands that users wait for against a minimal build server in this
/// process, so that the JVM records the classes that they need. Started by the launcher after a build.
public final class AotTraining {
    private static final int FAILED = 1;

    private AotTraining() {}

    /// @param arguments an empty folder, which may be removed afterwards
    public static void main(String[] arguments) throws IOException {
        Path place = Path.of(arguments[0]).toAbsolutePath();
        int exit;
        try (PeerEngine engine = WebRtcEngine.onLoopback(place.resolve("native"));
                SampleBuildServer server = new SampleBuildServer(engine, SampleFirmware.in(place), Clock.systemUTC())) {
            exit = run(project(place), place, server.address());
        }
        // The WebRTC library's threads would keep the program alive.
        System.exit(exit);
    }

    private static int run(Path project, Path place, String address) {
        Path home = place.resolve("home");
        Environment environment = new Environment(Map.of("HOME", home.toString()));
        new CredentialsFile(UserDirectories.of(environment, home))
                .save(ServerAddress.parse(address, environment), new Secret("a-key-for-training-runs-only"));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Context context = Context.of(environment, Path.of("").toAbsolutePath(), Version.current());
        Espctl espctl = new Espctl(
                new Actions(context, new OwnProgram(environment, Main.class)),
                new Console(System.in, out, err, environment));
        String folder = project.toString();
        int planned = espctl.run("build", "--local", "--project", folder);
        int built = espctl.run("build", "--project", folder);
        return planned != 0 || built != 0 ? FAILED : espctl.run("build", "--json", "--project", folder);
    }

    private static Path project(Path place) throws IOException {
        Path project = place.resolve("project");
        Files.createDirectories(project.resolve("main"));
        Files.writeString(
                project.resolve("CMakeLists.txt"),
                "include($ENV{IDF_PATH}/tools/cmake/project.cmake)\nproject(training)\n");
        Files.writeString(project.resolve(".espctl.toml"), "default_target = \"esp32c3\"\n");
        Files.writeString(project.resolve("main/CMakeLists.txt"), "idf_component_register(SRCS main.c)\n");
        Files.writeString(project.resolve("main/main.c"), "void app_main(void) {\n}\n");
        return project;
    }
}
