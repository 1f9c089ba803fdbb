package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.firmware.Chip;
import dev.aegis.suggestion.ClosestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The names of chips: those of [Chip], and those that only a build machine knows.
public final class ChipNames {
    /// ESP-IDF's target for programs on the developer's own computer.
    private static final String HOST = "linux";

    private static final String FAMILY = "esp32";
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]{1,30}");

    private ChipNames() {}

    /// Whether ESP-IDF has the chip, without asking a build server.
    public static boolean isKnown(String name) {
        return Chip.ofTarget(name).isPresent();
    }

    /// Whether a machine may have a chip of this name: `ESP32-C3` and `linux` are never one.
    public static boolean mayExist(String name) {
        return FORM.matcher(name).matches() && !name.equals(HOST);
    }

    /// Returns the failure for a name that is no chip, with the chip that was probably meant.
    ///
    /// @param decidedBy the option or the file that holds the name
    /// @param offered the chips of the machines online; empty when they are unknown
    public static Failure unknown(String name, String decidedBy, Set<String> offered) {
        String shown = name.replaceAll("\\p{Cntrl}", "?");
        if (name.equals(HOST)) {
            return new Failure(
                    ExitCode.USAGE,
                    "target_unknown",
                    "'linux' (" + decidedBy + ") is ESP-IDF's target for this computer, not a chip",
                    "build machines build for chips: " + known(offered));
        }
        return new Failure(
                ExitCode.USAGE,
                "target_unknown",
                "'" + (shown.length() > 64 ? shown.substring(0, 64) + "..." : shown) + "' (" + decidedBy
                        + ") is not a chip",
                meant(name, offered).map(chip -> "did you mean " + chip + "? ").orElse("") + "chips are "
                        + known(offered));
    }

    /// Returns the chip that was probably meant. A supported chip is preferred to a preview.
    static Optional<String> meant(String name, Set<String> offered) {
        List<String> supported = new ArrayList<>(Chip.targets(Chip.State.SUPPORTED));
        supported.addAll(offered);
        List<String> previews = Chip.targets(Chip.State.PREVIEW);
        List<String> all = new ArrayList<>(supported);
        all.addAll(previews);
        String plain = plain(name);
        return all.stream()
                .filter(chip -> chip.equals(plain) || chip.equals(FAMILY + plain))
                .findFirst()
                .or(() -> begun(plain, all))
                .or(() -> ClosestName.of(name, series(plain, supported)))
                .or(() -> ClosestName.of(name, supported))
                .or(() -> ClosestName.of(name, previews));
    }

    /// The chip that the name of a module or a board begins with, such as `ESP32-S3-DevKitC-1`. Bare `esp32` also
    /// begins each misspelt name, so more must follow.
    private static Optional<String> begun(String plain, Collection<String> chips) {
        return chips.stream()
                .filter(plain::startsWith)
                .filter(chip -> !chip.equals(FAMILY) || isModule(plain.substring(FAMILY.length())))
                .max(Comparator.comparingInt(String::length));
    }

    /// The chips with the same letter, such as those of `esp32c`: a wrong number is the most frequent slip.
    private static List<String> series(String plain, List<String> chips) {
        int letters = FAMILY.length() + 1;
        return plain.length() < letters
                ? List.of()
                : chips.stream()
                        .filter(chip -> chip.startsWith(plain.substring(0, letters)))
                        .toList();
    }

    private static boolean isModule(String rest) {
        return rest.startsWith("wro") || rest.startsWith("dev") || rest.startsWith("pico") || rest.startsWith("mini");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String known(Set<String> offered) {
        List<String> supported = Chip.targets(Chip.State.SUPPORTED);
        List<String> previews = Chip.targets(Chip.State.PREVIEW);
        List<String> more =
                offered.stream().filter(chip -> !isKnown(chip)).sorted().toList();
        return String.join(", ", supported)
                + (more.isEmpty() ? "" : ", on a machine also " + String.join(", ", more))
                + "; previews are " + String.join(", ", previews);
    }
}
