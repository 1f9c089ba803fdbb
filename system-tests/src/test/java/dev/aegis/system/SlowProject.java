package dev.aegis.system;

/// A top CMakeLists.txt whose configure step prints a line each tenth of a second for some seconds, so that a test has
/// time to do something in the middle of a build; and one that does not.
final class SlowProject {
    static final String FAST = """
            cmake_minimum_required(VERSION 3.16)
            include($ENV{IDF_PATH}/tools/cmake/project.cmake)
            project(hello_world)
            """;

    static final String CMAKE = FAST + """
            execute_process(COMMAND /usr/bin/python3 -u -c
                "import time\\nfor i in range(100): print('tick', i); time.sleep(0.1)")
            """;

    private SlowProject() {}
}
