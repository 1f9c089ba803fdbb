package dev.aegis.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The declarations of every setting of one program.
///
/// @param groups in the order of `--help` and of the operator's manual
/// @param otherPrograms variables of other programs that a shared settings file may contain; they are ignored
public record Declarations(List<SettingGroup> groups, Set<String> otherPrograms) {
    public Declarations {
        groups = List.copyOf(groups);
        otherPrograms = Set.copyOf(otherPrograms);
    }

    public List<Setting<?>> all() {
        return groups.stream()
                .<Setting<?>>flatMap(group -> group.settings().stream())
                .toList();
    }

    /// Returns the setting with this flag, old flags included.
    ///
    /// @throws SettingsException when the flag is the one of a secret
    public Optional<Setting<?>> byFlag(String flag) {
        Setting<?> found = byFlag().get(flag);
        if (found != null && found.type().isSecret()) {
            throw new SettingsException(found.name() + " is a secret and has no flag, because others can read a command"
                    + " line; set it in the settings file or in the environment");
        }
        return Optional.ofNullable(found);
    }

    Optional<Setting<?>> byName(String name) {
        return all().stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    Collection<String> names() {
        return all().stream().<String>map(Setting::name).toList();
    }

    Collection<String> flags() {
        return byFlag().entrySet().stream()
                .filter(entry -> !entry.getValue().type().isSecret())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, Setting<?>> byFlag() {
        Map<String, Setting<?>> byFlag = new LinkedHashMap<>();
        for (Setting<?> setting : all()) {
            byFlag.put(setting.flag(), setting);
            setting.oldFlags().forEach(old -> byFlag.put(old, setting));
        }
        return byFlag;
    }
}
