package dev.aegis.chip.rom;

import java.util.function.LongBinaryOperator;

/// The compiler's integer helpers.
final class IntegerFunctions {
    private IntegerFunctions() {}

    static void addTo(RomLibrary library) {
        wide(library, "__muldi3", (a, b) -> a * b);
        wide(library, "__divdi3", (a, b) -> b == 0 ? -1 : a / b);
        wide(library, "__moddi3", (a, b) -> b == 0 ? a : a % b);
        wide(library, "__udivdi3", (a, b) -> b == 0 ? -1 : Long.divideUnsigned(a, b));
        wide(library, "__umoddi3", (a, b) -> b == 0 ? a : Long.remainderUnsigned(a, b));
        shift(library, "__ashldi3", (value, amount) -> value << amount);
        shift(library, "__ashrdi3", (value, amount) -> value >> amount);
        shift(library, "__lshrdi3", (value, amount) -> value >>> amount);
        library.pure("__negdi2", call -> call.wideResult(-call.wideArgument(0)))
                .pure(
                        "__cmpdi2",
                        call -> call.result(
                                1 + Integer.signum(Long.compare(call.wideArgument(0), call.wideArgument(2)))))
                .pure("__ucmpdi2", IntegerFunctions::compareUnsigned)
                .pure("__bswapsi2", call -> call.result(Integer.reverseBytes(call.argument(0))))
                .pure("__bswapdi2", call -> call.wideResult(Long.reverseBytes(call.wideArgument(0))))
                .pure("__clzsi2", call -> call.result(Integer.numberOfLeadingZeros(call.argument(0))))
                .pure("__ctzsi2", call -> call.result(Integer.numberOfTrailingZeros(call.argument(0))))
                .pure("__clzdi2", call -> call.result(Long.numberOfLeadingZeros(call.wideArgument(0))))
                .pure("__ctzdi2", call -> call.result(Long.numberOfTrailingZeros(call.wideArgument(0))))
                .pure("__popcountsi2", call -> call.result(Integer.bitCount(call.argument(0))))
                .pure("__popcountdi2", call -> call.result(Long.bitCount(call.wideArgument(0))))
                .pure("__mulsi3", call -> call.result(call.argument(0) * call.argument(1)))
                .pure("__divsi3", call -> call.result(call.argument(1) == 0 ? -1 : call.argument(0) / call.argument(1)))
                .pure("__modsi3", call -> call.result(remainder(call.argument(0), call.argument(1))))
                .pure("__udivsi3", call -> call.result(divideUnsigned(call.argument(0), call.argument(1))))
                .pure("__umodsi3", call -> call.result(remainderUnsigned(call.argument(0), call.argument(1))));
    }

    private static void wide(RomLibrary library, String name, LongBinaryOperator operator) {
        library.pure(name, call -> call.wideResult(operator.applyAsLong(call.wideArgument(0), call.wideArgument(2))));
    }

    private static void shift(RomLibrary library, String name, LongBinaryOperator operator) {
        library.pure(name, call -> call.wideResult(operator.applyAsLong(call.wideArgument(0), call.argument(2))));
    }

    private static void compareUnsigned(RomCall call) {
        call.result(1 + Integer.signum(Long.compareUnsigned(call.wideArgument(0), call.wideArgument(2))));
    }

    private static int remainder(int left, int right) {
        return right == 0 ? left : left % right;
    }

    private static int divideUnsigned(int left, int right) {
        return right == 0 ? -1 : Integer.divideUnsigned(left, right);
    }

    private static int remainderUnsigned(int left, int right) {
        return right == 0 ? left : Integer.remainderUnsigned(left, right);
    }
}
