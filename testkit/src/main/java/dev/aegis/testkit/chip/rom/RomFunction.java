package dev.aegis.testkit.chip.rom;

/// What a ROM function does, apart from returning.
@FunctionalInterface
interface RomFunction {
    void call(RomCall call);
}
