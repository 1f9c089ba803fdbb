package dev.aegis.agent.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.protocol.session.Phase;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputReaderTest {
    private static final String ERROR = "/opt/bin/ld: cannot find -lmotor";

    private final OutputReader reader = new OutputReader(new BuildListener() {
        @Override
        public void line(String stream, String text) {}

        @Override
        public void phase(Phase phase) {}

        @Override
        public void progress(int done, int total) {}
    });

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ld: warning: app.elf has a LOAD segment with RWX permissions",
                "/opt/bin/riscv32-esp-elf-ld: warning: start.o: missing .note.GNU-stack section",
                "ld: NOTE: This behaviour is deprecated and will be removed in a future version of the linker",
                "ld: libc.a(tmpnam.o): warning: the use of `tmpnam' is dangerous",
                "ld: /project/main/main.c:7: warning: the use of `tmpnam' is dangerous",
                "ld: esp-idf/main/libmain.a(main.c.obj): in function `app_main':",
                "ld: skipping incompatible /project/lib/libmotor.a when searching for -lmotor",
                "/project/main/main.c:7:5: warning: unused variable 'x'",
            })
    void takesNoWarningOrContextOfTheLinkerForTheReason(String line) {
        reader.line("stderr", line);
        reader.line("stderr", ERROR);
        assertEquals(Optional.of(ERROR), reader.failureReason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/project/main/main.c:7:5: error: 'x' undeclared",
                "/project/main/main.c:7:10: fatal error: x.h: No such file or directory",
                "CMake Error at CMakeLists.txt:3 (include):",
                "ninja: error: loading 'build.ninja': No such file or directory",
                "ld: region `iram0_2_seg' overflowed by 4096 bytes",
                "/opt/bin/ld: main.c:7: undefined reference to `motor_start'",
                "/project/main/main.c:5: undefined reference to `other_init'",
                "main.c:(.text+0x4): undefined reference to `other_init'",
            })
    void takesTheFirstErrorForTheReason(String line) {
        reader.line("stderr", line);
        reader.line("stderr", ERROR);
        assertEquals(Optional.of(line), reader.failureReason());
    }
}
