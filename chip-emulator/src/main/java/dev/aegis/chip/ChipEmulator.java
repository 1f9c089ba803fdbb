package dev.aegis.chip;

import dev.aegis.chip.device.ResetCause;
import dev.aegis.chip.model.ChipModel;
import dev.aegis.chip.model.ChipModels;
import java.util.Random;

/// The emulator's entry point: creates a chip by its target name and boots it from a flash image.
public final class ChipEmulator {
    private final ChipModel model;
    private final long seed;

    private ChipEmulator(ChipModel model, long seed) {
        this.model = model;
        this.seed = seed;
    }

    /// @param target as ESP-IDF spells it, such as `esp32c3`
    public static ChipEmulator forTarget(String target) {
        ChipModel model = ChipModels.named(target)
                .orElseThrow(() -> new IllegalArgumentException("no emulator for %s; there is one for %s"
                        .formatted(target, String.join(", ", ChipModels.names()))));
        return new ChipEmulator(model, 1);
    }

    /// Returns the same chip with different RAM noise and random numbers. Two boots with the same seed are
    /// identical.
    public ChipEmulator withSeed(long newSeed) {
        return new ChipEmulator(model, newSeed);
    }

    /// Boots as after power-on. The image is copied; its length is the size of the flash.
    public BootedChip boot(byte[] flashImage) {
        return boot(flashImage, ResetCause.POWER_ON);
    }

    /// Boots as after a reset with this cause.
    public BootedChip boot(byte[] flashImage, ResetCause cause) {
        return new BootedChip(new Machine(model, flashImage.clone(), cause, new Random(seed)));
    }
}
