package dev.aegis.chip.rom;

/// What a ROM function does, apart from returning.
@FunctionalInterface
interface RomFunction {
    void call(RomCall call);
}
