package dev.aegis.firmware.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.firmware.panic.CrashKind;
import dev.aegis.firmware.panic.Explanation;
import dev.aegis.firmware.panic.Panic.Origin;
import dev.aegis.firmware.panic.PanicReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FrameMeaningTest {
    private static final String NULL_WRITE = """
            Guru Meditation Error: Core  0 panic'ed (Store access fault). Exception was unhandled.
            MEPC    : 0x4038821c  RA      : 0x403884e6  SP      : 0x3fc92590  MTVAL   : 0x0000000b
            """;

    @Test
    void tellsAnUncaughtExceptionByItsThrow() {
        String text = "abort() was called at PC 0x4200cefd on core 0\n";

        assertEquals(CrashKind.CXX_EXCEPTION, kind(text, "panic_abort", "abort", "std::terminate", "__cxa_throw"));
        assertEquals(CrashKind.ABORT, kind(text, "panic_abort", "abort", "app_main"));
    }

    @Test
    void tellsAHeapThatWasOverwritten() {
        assertEquals(CrashKind.HEAP_CORRUPT, kind(NULL_WRITE, "remove_free_block", "tlsf_free", "app_main"));
        assertEquals(CrashKind.NULL_POINTER, kind(NULL_WRITE, "write_through", "app_main"));
    }

    private static CrashKind kind(String text, String... functions) {
        Explanation told = PanicReader.read(text).explanation();
        List<Frame> frames = Stream.of(functions)
                .map(name -> new Frame(0x42000000, Origin.BACKTRACE, name, 0, null, null, List.of()))
                .toList();
        return FrameMeaning.refined(told, frames).kind();
    }
}
