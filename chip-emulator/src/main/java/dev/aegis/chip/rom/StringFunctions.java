package dev.aegis.chip.rom;

/// The C library's string functions that programs commonly use from the ROM.
final class StringFunctions {
    private StringFunctions() {}

    static void addTo(RomLibrary library) {
        library.pure("strlen", call -> call.result(call.string(call.argument(0)).length()))
                .pure("strnlen", StringFunctions::boundedLength)
                .pure("strcmp", call -> compare(call, Integer.MAX_VALUE))
                .pure("strncmp", call -> compare(call, call.argument(2)))
                .pure("strcpy", call -> call.putString(call.argument(0), call.string(call.argument(1))))
                .pure("strncpy", StringFunctions::boundedCopy)
                .pure("strlcpy", StringFunctions::terminatedCopy)
                .pure("strcat", StringFunctions::append)
                .pure("strchr", call -> find(call, false))
                .pure("strrchr", call -> find(call, true))
                .pure("strstr", StringFunctions::findText)
                .pure("abs", call -> call.result(Math.abs(call.argument(0))))
                .pure("labs", call -> call.result(Math.abs(call.argument(0))));
    }

    private static void boundedLength(RomCall call) {
        int length = 0;
        while (Integer.compareUnsigned(length, call.argument(1)) < 0
                && call.memory().loadByte(call.argument(0) + length) != 0) {
            length++;
        }
        call.result(length);
    }

    private static void compare(RomCall call, int limit) {
        int left = call.argument(0);
        int right = call.argument(1);
        for (int at = 0; Integer.compareUnsigned(at, limit) < 0; at++) {
            int a = call.memory().loadByte(left + at);
            int b = call.memory().loadByte(right + at);
            if (a != b || a == 0) {
                call.result(a - b);
                return;
            }
        }
        call.result(0);
    }

    private static void boundedCopy(RomCall call) {
        String text = call.string(call.argument(1));
        for (int at = 0; at < call.argument(2); at++) {
            call.memory().storeByte(call.argument(0) + at, at < text.length() ? text.charAt(at) : 0);
        }
    }

    private static void terminatedCopy(RomCall call) {
        String text = call.string(call.argument(1));
        int room = call.argument(2);
        if (room > 0) {
            call.putString(call.argument(0), text.substring(0, Math.min(text.length(), room - 1)));
        }
        call.result(text.length());
    }

    private static void append(RomCall call) {
        int target = call.argument(0);
        call.putString(target + call.string(target).length(), call.string(call.argument(1)));
    }

    private static void find(RomCall call, boolean last) {
        String text = call.string(call.argument(0));
        char wanted = (char) (call.argument(1) & 0xff);
        int at = wanted == 0 ? text.length() : last ? text.lastIndexOf(wanted) : text.indexOf(wanted);
        call.result(at < 0 ? 0 : call.argument(0) + at);
    }

    private static void findText(RomCall call) {
        int at = call.string(call.argument(0)).indexOf(call.string(call.argument(1)));
        call.result(at < 0 ? 0 : call.argument(0) + at);
    }
}
