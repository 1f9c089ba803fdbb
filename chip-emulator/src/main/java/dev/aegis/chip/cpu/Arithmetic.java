package dev.aegis.chip.cpu;

/// Multiplication and division with the results that the M extension fixes for zero divisors and overflow.
final class Arithmetic {
    private Arithmetic() {}

    static int multiplyHigh(int left, int right) {
        return (int) (((long) left * right) >> 32);
    }

    static int multiplyHighSignedUnsigned(int left, int right) {
        return (int) ((left * Integer.toUnsignedLong(right)) >> 32);
    }

    static int multiplyHighUnsigned(int left, int right) {
        return (int) ((Integer.toUnsignedLong(left) * Integer.toUnsignedLong(right)) >>> 32);
    }

    static int divide(int left, int right) {
        return right == 0 ? -1 : left / right;
    }

    static int divideUnsigned(int left, int right) {
        return right == 0 ? -1 : Integer.divideUnsigned(left, right);
    }

    static int remainder(int left, int right) {
        return right == 0 ? left : left % right;
    }

    static int remainderUnsigned(int left, int right) {
        return right == 0 ? left : Integer.remainderUnsigned(left, right);
    }
}
