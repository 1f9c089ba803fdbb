package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Changes the settings of a project on disk, each in its place; comments and everything else stay as they are.
public final class ProjectEdit {
    private static final Pattern SECTION = Pattern.compile("\\s*\\[.*");

    private final Path root;

    public ProjectEdit(Path root) {
        this.root = root;
    }

    /// Makes `.espctl.toml` where there is none.
    ///
    /// @return whether it was made
    public boolean addSettings(@Nullable String name, String target) {
        Path file = root.resolve(ProjectSettings.FILE);
        TargetRules.checked(target, "target");
        if (Files.exists(file)) {
            return false;
        }
        write(
                file,
                (name == null ? "" : "name = " + quoted(name) + "\n") + "default_target = " + quoted(target) + "\n");
        return true;
    }

    /// @return whether it was made
    public boolean addBuildFolder() {
        Path folder = root.resolve("build");
        try {
            boolean made = !Files.exists(folder);
            Files.createDirectories(folder);
            return made;
        } catch (IOException broken) {
            throw unwritable(folder, broken);
        }
    }

    /// Sets `default_target`, and puts an sdkconfig of another chip aside, as `idf.py set-target` does.
    ///
    /// @return the files that were changed
    public List<String> setTarget(String target) {
        TargetRules.checked(target, "target");
        List<String> changed = new ArrayList<>();
        Path file = root.resolve(ProjectSettings.FILE);
        String before = Files.exists(file) ? read(file) : "";
        String after = withTopLevel(before, "default_target", target);
        if (!after.equals(before)) {
            write(file, after);
            new ProjectSettingsReader(root).read();
            changed.add(ProjectSettings.FILE);
        }
        String configured = TargetRules.configured(root);
        if (configured != null && !configured.equals(target)) {
            Path sdkconfig = root.resolve(TargetRules.SDKCONFIG);
            try {
                Files.move(sdkconfig, root.resolve("sdkconfig.old"), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException broken) {
                throw unwritable(sdkconfig, broken);
            }
            changed.add("sdkconfig, now sdkconfig.old");
        }
        return changed;
    }

    /// Pins a version in `.idf-version`.
    ///
    /// @param overwrite whether another version that is pinned already gives way
    /// @return the version that the file holds now
    public String pinVersion(String version, boolean overwrite) {
        String wanted = VersionRules.normal(version, "idf_version");
        Path file = root.resolve(VersionRules.FILE);
        String pinned = SmallFile.firstLine(file);
        if (pinned != null && !overwrite) {
            return pinned;
        }
        if (pinned == null || !pinned.strip().equals(wanted)) {
            write(file, wanted + "\n");
        }
        return wanted;
    }

    static String withTopLevel(String toml, String key, String value) {
        Pattern assignment =
                Pattern.compile("(\\s*" + Pattern.quote(key) + "\\s*=\\s*)(\"[^\"]*\"|'[^']*')(\\s*(?:#.*)?)");
        List<String> lines = new ArrayList<>(List.of(toml.split("\n", -1)));
        int last = 0;
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (SECTION.matcher(line).matches()) {
                break;
            }
            Matcher found = assignment.matcher(line);
            if (found.matches()) {
                lines.set(index, found.group(1) + quoted(value) + found.group(3));
                return String.join("\n", lines);
            }
            if (!line.isBlank()) {
                last = index + 1;
            }
        }
        lines.add(last, key + " = " + quoted(value));
        String joined = String.join("\n", lines);
        return joined.endsWith("\n") ? joined : joined + "\n";
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.USAGE,
                    "project_settings_wrong",
                    file + " cannot be read: " + broken,
                    "make it readable, in UTF-8",
                    broken);
        }
    }

    private static void write(Path file, String text) {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw unwritable(file, broken);
        }
    }

    private static Failure unwritable(Path file, IOException broken) {
        return new Failure(
                ExitCode.FAILED,
                "project_unwritable",
                "cannot write " + file + ": " + broken,
                "make the project's folder yours and writable, and see that the disk has room",
                broken);
    }
}
