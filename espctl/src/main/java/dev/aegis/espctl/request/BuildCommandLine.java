package dev.aegis.espctl.request;

import dev.aegis.espctl.failure.ShellWord;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The command line that makes a request again, exactly as it is to be typed in the folder where the request was made.
public final class BuildCommandLine {
    private static final String COMMAND = "espctl build";
    /// The command in a sentence, with the options that the sentence itself asks for.
    private static final Pattern MENTION = Pattern.compile(
            "\\bespctl build(?![\\w-])(?<options>(?: (?:-[A-Za-z]|--[a-z][a-z-]*)(?: [^\\s,;()-][^\\s,;()]*)?)*)");

    private static final Pattern OPTION = Pattern.compile("(?<= )(-[A-Za-z]|--[a-z][a-z-]*)(?= |$)");

    private final List<Option> options = new ArrayList<>();

    /// @param value absent for a flag
    private record Option(String name, @Nullable String value) {
        String text() {
            return name + (value == null ? "" : " " + ShellWord.of(value));
        }
    }

    private BuildCommandLine() {}

    public static BuildCommandLine of(BuildRequest request) {
        return of(request, List.of());
    }

    /// A clean build of a project.
    public static BuildCommandLine clean(@Nullable Path project, @Nullable String target) {
        return of(new BuildRequest(
                new BuildRequest.Place(project, null),
                new BuildRequest.What(target, null, null, List.of()),
                new MachineOptions(true, null, null),
                BuildRequest.Limits.DEFAULT,
                false));
    }

    /// @param targets several chips, in place of the one of the request
    public static BuildCommandLine of(BuildRequest request, List<String> targets) {
        BuildCommandLine line = new BuildCommandLine();
        BuildRequest.What what = request.what();
        line.add("-C", request.place().project());
        line.add("-t", targets.isEmpty() ? what.target() : String.join(",", targets));
        line.add("--idf-version", what.idfVersion());
        Profile profile = what.profile();
        line.add("--profile", profile == null ? null : profile.name().toLowerCase(Locale.ROOT));
        what.params().forEach(param -> line.add("-D", param));
        line.add("--remote", request.place().server());
        line.addFlag("--clean", request.machine().clean());
        line.addFlag("--force", Boolean.TRUE.equals(request.machine().force()));
        line.addFlag("--bundle", request.bundle());
        line.add("--jobs", request.machine().jobs());
        line.add("--memory-mb", request.limits().memoryMb());
        line.add(
                "--wait",
                request.limits().patience() == null
                        ? null
                        : request.limits().patience().toSeconds());
        return line;
    }

    public String text() {
        return text(List.of());
    }

    /// Returns a sentence in which every `espctl build` has the options of this request. An option that the sentence
    /// asks for replaces that of the request.
    public @Nullable String complete(@Nullable String sentence) {
        if (sentence == null) {
            return null;
        }
        return MENTION.matcher(sentence).replaceAll(found -> {
            String asked = Objects.requireNonNull(found.group(1));
            List<String> replaced = OPTION.matcher(asked)
                    .results()
                    .map(option -> longName(option.group()))
                    .toList();
            // A chip or folder that the sentence names means another request than this one.
            return Matcher.quoteReplacement(
                    replaced.contains("-C") || replaced.contains("-t") ? found.group() : text(replaced) + asked);
        });
    }

    private String text(List<String> without) {
        return COMMAND
                + options.stream()
                        .filter(option -> !without.contains(option.name()))
                        .map(option -> " " + option.text())
                        .collect(Collectors.joining());
    }

    private static String longName(String option) {
        return switch (option) {
            case "--project" -> "-C";
            case "--target" -> "-t";
            default -> option;
        };
    }

    private void add(String name, @Nullable Object value) {
        if (value != null) {
            options.add(new Option(name, value.toString()));
        }
    }

    private void addFlag(String name, boolean set) {
        if (set) {
            options.add(new Option(name, null));
        }
    }
}
