package dev.aegis.chip.rom;

import java.util.function.DoubleBinaryOperator;

/// The compiler's floating-point helpers. Single precision is computed in double and rounded once, which is exact for
/// these operations.
final class FloatFunctions {
    private FloatFunctions() {}

    static void addTo(RomLibrary library) {
        operation(library, "add", (a, b) -> a + b);
        operation(library, "sub", (a, b) -> a - b);
        operation(library, "mul", (a, b) -> a * b);
        operation(library, "div", (a, b) -> a / b);
        comparison(library, "eq", 1);
        comparison(library, "ne", 1);
        comparison(library, "lt", 1);
        comparison(library, "le", 1);
        comparison(library, "gt", -1);
        comparison(library, "ge", -1);
        conversions(library);
    }

    private static void operation(RomLibrary library, String name, DoubleBinaryOperator operator) {
        library.pure("__" + name + "df3", call -> result(call, operator.applyAsDouble(wide(call, 0), wide(call, 2))));
        library.pure(
                "__" + name + "sf3",
                call -> result(call, (float) operator.applyAsDouble(narrow(call, 0), narrow(call, 1))));
    }

    /// All six return the sign of the difference; they differ in the result for unordered operands.
    private static void comparison(RomLibrary library, String name, int unordered) {
        library.pure("__" + name + "df2", call -> call.result(order(wide(call, 0), wide(call, 2), unordered)));
        library.pure("__" + name + "sf2", call -> call.result(order(narrow(call, 0), narrow(call, 1), unordered)));
    }

    private static int order(double a, double b, int unordered) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return unordered;
        }
        return a < b ? -1 : a > b ? 1 : 0;
    }

    private static void conversions(RomLibrary library) {
        library.pure("__fixdfsi", call -> call.result((int) wide(call, 0)))
                .pure("__fixsfsi", call -> call.result((int) narrow(call, 0)))
                .pure("__fixdfdi", call -> call.wideResult((long) wide(call, 0)))
                .pure("__fixsfdi", call -> call.wideResult((long) narrow(call, 0)))
                .pure("__fixunsdfsi", call -> call.result((int) (long) wide(call, 0)))
                .pure("__fixunssfsi", call -> call.result((int) (long) narrow(call, 0)))
                .pure("__floatsidf", call -> result(call, (double) call.argument(0)))
                .pure("__floatsisf", call -> result(call, (float) call.argument(0)))
                .pure("__floatunsidf", call -> result(call, (double) Integer.toUnsignedLong(call.argument(0))))
                .pure("__floatunsisf", call -> result(call, (float) Integer.toUnsignedLong(call.argument(0))))
                .pure("__floatdidf", call -> result(call, (double) call.wideArgument(0)))
                .pure("__floatdisf", call -> result(call, (float) call.wideArgument(0)))
                .pure("__extendsfdf2", call -> result(call, (double) narrow(call, 0)))
                .pure("__truncdfsf2", call -> result(call, (float) wide(call, 0)))
                .pure("__negdf2", call -> result(call, -wide(call, 0)))
                .pure("__negsf2", call -> result(call, -narrow(call, 0)));
    }

    private static double wide(RomCall call, int argument) {
        return Double.longBitsToDouble(call.wideArgument(argument));
    }

    private static float narrow(RomCall call, int argument) {
        return Float.intBitsToFloat(call.argument(argument));
    }

    private static void result(RomCall call, double value) {
        call.wideResult(Double.doubleToRawLongBits(value));
    }

    private static void result(RomCall call, float value) {
        call.result(Float.floatToRawIntBits(value));
    }
}
