package dev.aegis.firmware.errors.cmake;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The component manager's own hints about a version that does not exist: which manifest asks for it, and which
/// versions or chips there are. They stand in the error or on lines before it.
public final class ManifestHints {
    private static final Pattern MANIFESTS = Pattern.compile(
            "Please check manifest file of the following component\\(s\\): ([\\w./-]+(?:, [\\w./-]+)*)");
    private static final Pattern REQUIRED_BY = Pattern.compile("\\(requires in ([\\w./-]+(?:, [\\w./-]+)*)\\)");
    private static final Pattern OTHERS = Pattern.compile(
            "(Component \"[^\"]+\"(?: \\(requires in [^)]*\\))? has (?:suitable versions for other targets:?|some"
                    + " pre-release versions:?|versions) ?.*?)(?= ?(?:Is your current target|ERROR: |HINT: |Please check"
                    + " manifest|$))");
    private static final Pattern SPEC =
            Pattern.compile("project depends on ([\\w./-]+) \\(([^)]+)\\).*version solving failed", Pattern.DOTALL);
    private static final int MOST = 6;

    private final List<String> before = new ArrayList<>();

    /// Records a hint that was printed before the error.
    void add(String hint) {
        if (before.size() < MOST) {
            before.add(hint);
        }
    }

    /// @param sentence the whole error, with the hints in it
    BuildError explain(String sentence, BuildError error) {
        String all = String.join(" ", before) + " " + sentence;
        String file = manifest(all);
        List<String> told = new ArrayList<>();
        Matcher spec = SPEC.matcher(sentence);
        if (file != null) {
            told.add(file + " asks for it" + (spec.find() ? ": " + spec.group(1) + " " + spec.group(2) : ""));
        }
        Matcher others = OTHERS.matcher(all);
        while (others.find()) {
            told.add(others.group(1).strip().replaceAll(" +", " "));
        }
        if (told.isEmpty()) {
            return error;
        }
        return BuildError.at(
                file,
                null,
                null,
                error.message(),
                Category.COMPONENT,
                String.join("; ", told)
                        + "; change the version there or build for another target, then update dependencies.lock on a"
                        + " computer with a network");
    }

    private static @Nullable String manifest(String text) {
        Matcher named = MANIFESTS.matcher(text);
        if (!named.find()) {
            named = REQUIRED_BY.matcher(text);
            if (!named.find()) {
                return null;
            }
        }
        String component = named.group(1).split(", ", 2)[0];
        if (component.contains("/")) {
            return "managed_components/" + component.replace("/", "__") + "/idf_component.yml";
        }
        return (component.equals("main") ? "" : "components/") + component + "/idf_component.yml";
    }
}
