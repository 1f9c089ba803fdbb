package dev.aegis.chip.device;

import java.util.random.RandomGenerator;

/// A register block that includes the random number register.
public final class RandomRegister extends PlainRegisters {
    private final int register;
    private final RandomGenerator random;

    public RandomRegister(int size, int register, RandomGenerator random) {
        super(size);
        this.register = register;
        this.random = random;
    }

    @Override
    public int read(int offset) {
        return offset == register ? random.nextInt() : stored(offset);
    }
}
