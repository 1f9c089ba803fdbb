package dev.aegis.agent.execution;

import dev.aegis.protocol.session.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The `idf.py` commands of one build.
///
/// A release build does not change the user's `sdkconfig`. It creates another one in `build/`, from the user's settings
/// and a few more.
///
/// @param state the state of the project before the first command
record BuildCommands(BuildOrder order, ProjectState state) {
    static final String RELEASE_SDKCONFIG = "build/sdkconfig.release";

    List<List<String>> steps() {
        List<List<String>> steps = new ArrayList<>();
        String target = order.request().target();
        boolean asked = order.request().options().setsTarget();
        if (asked || (order.request().profile() == Profile.DEBUG && isForAnother(target))) {
            steps.add(List.of("idf.py", "-D" + BuildAdditions.DEFINITION, "set-target", target));
        }
        List<String> build = new ArrayList<>(List.of("idf.py", "-D" + BuildAdditions.DEFINITION));
        order.request().params().forEach(param -> build.add("-D" + param));
        if (order.request().profile() == Profile.RELEASE) {
            build.add("-DSDKCONFIG=" + RELEASE_SDKCONFIG);
            build.add("-DSDKCONFIG_DEFAULTS=" + String.join(";", defaults(target)));
        }
        build.add("build");
        steps.add(build);
        return steps;
    }

    /// Returns a command as it is shown to the user, without the machine's own definition.
    static String shown(List<String> command) {
        return command.stream()
                .filter(word -> !word.equals("-D" + BuildAdditions.DEFINITION))
                .collect(Collectors.joining(" "));
    }

    private boolean isForAnother(String target) {
        return isOther(state.sdkconfigTarget(), target) || isOther(state.cacheTarget(), target);
    }

    private List<String> defaults(String target) {
        List<String> files = new ArrayList<>();
        state.defaults().ifPresent(files::add);
        if (state.hasSdkconfig() && !isOther(state.sdkconfigTarget(), target)) {
            files.add("sdkconfig");
        }
        files.add(BuildAdditions.RELEASE_DEFAULTS);
        return files;
    }

    private static boolean isOther(Optional<String> configured, String target) {
        return configured.filter(found -> !found.equals(target)).isPresent();
    }
}
