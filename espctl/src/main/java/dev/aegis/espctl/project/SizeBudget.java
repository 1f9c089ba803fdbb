package dev.aegis.espctl.project;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The sizes that a build of a project may have: `budget` of `[size]`.
///
/// @param forAll for every chip
/// @param byChip for single chips; a limit there replaces the one for all
public record SizeBudget(Limits forAll, Map<String, Limits> byChip) {
    public static final SizeBudget NONE = new SizeBudget(Limits.NONE, Map.of());

    public SizeBudget {
        byChip = Map.copyOf(byChip);
    }

    /// @param app bytes of the flashed file; null for no limit
    /// @param appPercent of the smallest app partition; null for no limit
    /// @param ram bytes of static use; null for no limit
    public record Limits(
            @Nullable Long app,
            @Nullable Integer appPercent,
            @Nullable Long ram) {
        public static final Limits NONE = new Limits(null, null, null);

        Limits or(Limits other) {
            return new Limits(
                    app == null ? other.app : app,
                    appPercent == null ? other.appPercent : appPercent,
                    ram == null ? other.ram : ram);
        }
    }

    public Limits of(String chip) {
        return byChip.getOrDefault(chip, Limits.NONE).or(forAll);
    }
}
