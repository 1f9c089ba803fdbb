package dev.aegis.chip.rom;

/// The effect of a ROM function, apart from returning.
@FunctionalInterface
interface RomFunction {
    void call(RomCall call);
}
