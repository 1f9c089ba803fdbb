package dev.aegis.agent.execution;

import dev.aegis.agent.intake.KnownFile;
import dev.aegis.agent.intake.ProjectIndex;
import dev.aegis.protocol.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The files of a project that decide about its configuration. CMake finds components, Kconfig files and the sources of
/// `SRC_DIRS` by looking into folders, and does not look again by itself: after a file was added or removed, it must
/// run again. Of the files that CMake and its tools read, the content counts too.
///
/// @param files by path; the SHA-256 of files whose content counts, else nothing
record ConfigureInputs(SortedMap<String, String> files) {
    /// Headers are found by the compiler, texts and settings of other tools by none of the build's tools. `sdkconfig`
    /// is
    /// an input that CMake watches, and builds write it.
    private static final Pattern UNUSED =
            Pattern.compile("(?i)(.*/)?\\..*|.*\\.(h|hh|hpp|hxx|inl|md|rst)|sdkconfig(\\.old)?");

    private static final Pattern READ = Pattern.compile("(.*/)?(CMakeLists\\.txt|[^/]*\\.cmake|Kconfig[^/]*"
            + "|idf_component\\.yml|dependencies\\.lock|[^/]*\\.csv|sdkconfig\\.[^/]*)");

    ConfigureInputs {
        files = files == null ? new TreeMap<>() : new TreeMap<>(files);
    }

    static ConfigureInputs of(ProjectIndex index) {
        SortedMap<String, String> files = new TreeMap<>();
        index.files().forEach((path, file) -> {
            if (!UNUSED.matcher(path).matches()) {
                files.put(path, READ.matcher(path).matches() ? content(file) : "");
            }
        });
        return new ConfigureInputs(files);
    }

    Digest digest() {
        StringBuilder text = new StringBuilder();
        files.forEach((path, content) ->
                text.append(path).append('\n').append(content).append('\n'));
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Returns the reason why CMake must run again, such as `components/sens/CMakeLists.txt is new`; empty if nothing
    /// changed.
    Optional<String> changesSince(ConfigureInputs before) {
        List<String> read = new ArrayList<>();
        List<String> others = new ArrayList<>();
        compare(files, before.files, (path, change) -> {
            (READ.matcher(path).matches() ? read : others).add(path + change);
        });
        read.addAll(others);
        return switch (read.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(read.getFirst());
            default -> Optional.of(read.getFirst() + ", and " + (read.size() - 1) + " more");
        };
    }

    private static void compare(
            Map<String, String> now, Map<String, String> before, java.util.function.BiConsumer<String, String> found) {
        now.forEach((path, content) -> {
            String old = before.get(path);
            if (old == null) {
                found.accept(path, " is new");
            } else if (!old.equals(content)) {
                found.accept(path, " changed");
            }
        });
        before.keySet().stream()
                .filter(path -> !now.containsKey(path))
                .forEach(path -> found.accept(path, " was removed"));
    }

    private static String content(KnownFile file) {
        return Objects.toString(file.sha256(), "");
    }
}
