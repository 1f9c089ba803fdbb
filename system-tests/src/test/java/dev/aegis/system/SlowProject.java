package dev.aegis.system;

/// Versions of the example project's top `CMakeLists.txt`. The slow one prints a line each tenth of a second while it
/// configures, so that a test can act in the middle of a build.
final class SlowProject {
    static final String FAST = """
            cmake_minimum_required(VERSION 3.16)
            include($ENV{IDF_PATH}/tools/cmake/project.cmake)
            project(hello_world)
            """;

    /// The lines that `CMAKE` prints.
    static final int TICKS = 100;

    static final String CMAKE = printing(TICKS);

    private SlowProject() {}

    static String printing(int ticks) {
        return FAST + """
            execute_process(COMMAND /usr/bin/python3 -u -c
                "import time\\nfor i in range(%d): print('tick', i); time.sleep(0.1)")
            """.formatted(ticks);
    }
}
