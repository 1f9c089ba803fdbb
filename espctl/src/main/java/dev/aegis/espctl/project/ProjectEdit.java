package dev.aegis.espctl.project;

import dev.aegis.espctl.edit.TomlText;
import dev.aegis.espctl.edit.UnreadableSettings;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Changes the settings of a project in place; comments and all other text stay.
public final class ProjectEdit {
    private static final List<String> NAME = List.of("name");
    private static final List<String> TARGET = List.of("default_target");
    private static final List<String> VERSION = List.of("idf_version", "version");

    /// The first line of `.idf-version` that is not a comment.
    private static final Pattern PINNED =
            Pattern.compile("(?m)^(\uFEFF?[ \\t]*)([^#\\s\uFEFF][^\\r\\n]*?)(?=[ \\t]*\\r?$)");

    private final Path root;
    private final SettingsFile settings;
    private final SettingsFile pin;

    public ProjectEdit(Path root) {
        this.root = root;
        this.settings = new SettingsFile(root, ProjectSettings.FILE);
        this.pin = new SettingsFile(root, VersionRules.FILE);
    }

    /// Creates `.espctl.toml`, or adds the keys that it does not have.
    ///
    /// @return the files that were created or changed
    public List<String> addSettings(@Nullable String name, String target) {
        TargetRules.form(target, "target");
        String before = settings.exists() ? settings.read() : "";
        String after = before;
        if (name != null && !name.isBlank() && !toml(after).has(NAME)) {
            after = toml(after).with(NAME, name);
        }
        if (!toml(after).has(TARGET)) {
            after = toml(after).with(TARGET, target);
        }
        return replaceSettings(before, after);
    }

    /// @return whether the folder was created
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

    /// Sets `default_target` and renames an sdkconfig of another chip, as `idf.py set-target` does.
    ///
    /// @param fresh whether an sdkconfig of the same chip is renamed too
    /// @return the files that were changed
    public List<String> setTarget(String target, boolean fresh) {
        TargetRules.form(target, "target");
        String before = settings.exists() ? settings.read() : "";
        List<String> changed =
                new ArrayList<>(replaceSettings(before, toml(before).with(TARGET, target)));
        String configured = TargetRules.configured(root);
        if (configured != null && (fresh || !configured.equals(target))) {
            Path sdkconfig = root.resolve(TargetRules.SDKCONFIG);
            try {
                Files.move(sdkconfig, root.resolve("sdkconfig.old"), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException broken) {
                throw unwritable(sdkconfig, broken);
            }
            changed.add("sdkconfig (now sdkconfig.old)");
        }
        return changed;
    }

    /// Pins a version in `.idf-version` if the project has none.
    ///
    /// @return the files that were created
    public List<String> addVersion(String version) {
        return pin.exists() || new ProjectSettingsReader(root).read().idfVersion() != null
                ? List.of()
                : selectVersion(version);
    }

    /// Pins a version in the file that decides it: `.idf-version`, or `.espctl.toml` if only that names one.
    ///
    /// @return the files that were created or changed
    public List<String> selectVersion(String version) {
        String wanted = VersionRules.normal(version, "idf_version");
        String toml = settings.exists() ? settings.read() : "";
        if (!pin.exists() && toml(toml).has(VERSION)) {
            return replaceSettings(toml, toml(toml).with(VERSION, wanted));
        }
        String before = pin.exists() ? pin.read() : "";
        Matcher line = PINNED.matcher(before);
        String after = line.find()
                ? before.substring(0, line.start(2)) + wanted + before.substring(line.end(2))
                : before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + wanted + "\n";
        if (after.equals(before)) {
            return List.of();
        }
        pin.replace(after);
        return List.of(VersionRules.FILE);
    }

    private List<String> replaceSettings(String before, String after) {
        if (after.equals(before)) {
            return List.of();
        }
        toml(after);
        settings.replace(after);
        return List.of(ProjectSettings.FILE);
    }

    private static TomlText toml(String text) {
        try {
            return TomlText.read(text);
        } catch (UnreadableSettings unreadable) {
            throw new Failure(
                    ExitCode.USAGE,
                    "project_settings_wrong",
                    ProjectSettings.FILE + " cannot be changed in place",
                    "edit it by hand, or put simple lines like key = \"value\" at its top",
                    unreadable);
        }
    }

    private static Failure unwritable(Path file, IOException broken) {
        return new Failure(
                ExitCode.FAILED,
                "project_unwritable",
                "cannot write " + file + ": " + IoReason.of(broken),
                "make the project's folder writable for your user, and free disk space if it is full",
                broken);
    }
}
