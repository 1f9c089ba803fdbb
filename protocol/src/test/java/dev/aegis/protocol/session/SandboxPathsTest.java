package dev.aegis.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxPathsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /src/_/_/_/_/_/_/_/_/_/_/main/a.c:3:1: error: no | /project/main/a.c:3:1: error: no
            /src/_/_/_/_/_/_/_/_/_/components/x/a.c | /project/../components/x/a.c
            -I/src/_/_/_/_/_/_/_/_/lib -I/src/_/_/_/_/_/_/_/_/_/_/b | -I/project/../../lib -I/project/b
            cd /src/_/_/_/_/_/_/_/_/_/_ | cd /project
            "/src/_/x/y", no | "/project/../../../../../../../../../x/y", no
            /src/_/_/_/_/_/_/_/mylib/_/_/main/a.c | /project/main/a.c
            /src/_/_/_/_/_/_/_/mylib/src/a.c | /project/../../../mylib/src/a.c
            /src/_/_/_/_/_/_/_/mylib/_/lib/a.c | /project/../lib/a.c
            /src/_/_/_/_/_/_/_/_/_/_/_/a.c | /project/_/a.c
            /src/_x/a.c | /src/_x/a.c
            /usr/src/linux | /usr/src/linux
            no path at all | no path at all
            """)
    void showsThePathsThatAUserReads(String line, String shown) {
        assertEquals(shown, SandboxPaths.shown(line));
    }
}
