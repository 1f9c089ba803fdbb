package dev.aegis.chip;

import dev.aegis.chip.device.ResetCause;
import dev.aegis.chip.model.ChipModel;
import dev.aegis.chip.model.ChipModels;
import java.util.Random;

/// The way in: a chip by its target name, booted from a flash image, run for a number of instructions.
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

    /// The same chip with other noise in its RAM and another sequence of random numbers. Two boots with one seed are
    /// alike in everything.
    public ChipEmulator withSeed(long newSeed) {
        return new ChipEmulator(model, newSeed);
    }

    /// Boots as after power-on. The image is copied; its length is the flash's size.
    public BootedChip boot(byte[] flashImage) {
        return boot(flashImage, ResetCause.POWER_ON);
    }

    /// Boots as after a reset for this cause.
    public BootedChip boot(byte[] flashImage, ResetCause cause) {
        return new BootedChip(new Machine(model, flashImage.clone(), cause, new Random(seed)));
    }
}
