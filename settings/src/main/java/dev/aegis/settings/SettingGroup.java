package dev.aegis.settings;

import java.util.List;

/// Settings that belong together, under one heading of `--help` and of the operator's manual.
public record SettingGroup(String title, List<Setting<?>> settings) {
    public SettingGroup {
        settings = List.copyOf(settings);
    }

    public static SettingGroup of(String title, Setting<?>... settings) {
        return new SettingGroup(title, List.of(settings));
    }
}
