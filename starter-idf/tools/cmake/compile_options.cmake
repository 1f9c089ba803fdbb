# Compiler and linker options that follow from the chip and the configuration. Also used by the bootloader's build.

# The multilib of picolibc is found by -march as it is written here: do not add _zicsr, which is taken as given with -misa-spec=2.2.
set(STARTER_MARCH_esp32c3 rv32imc)
set(STARTER_MARCH_esp32c2 rv32imc)
set(STARTER_MARCH_esp32c6 rv32imac)
set(STARTER_MARCH_esp32h2 rv32imac)

macro(starter_use_ccache)
    if(CCACHE_ENABLE)
        find_program(CCACHE_FOUND ccache)
        if(CCACHE_FOUND)
            message(STATUS "ccache will be used for faster recompilation")
            set_property(GLOBAL PROPERTY RULE_LAUNCH_COMPILE "${CCACHE_FOUND}")
        else()
            message(WARNING "enabled ccache in build but ccache program not found")
        endif()
    endif()
endmacro()

# Sets compile_var and link_var in the caller. Optimisation is left to the caller.
function(starter_compile_options compile_var link_var)
    set(machine -march=${STARTER_MARCH_${IDF_TARGET}} -mabi=ilp32 -misa-spec=2.2 --specs=picolibc.specs)
    set(compile ${machine}
        -ffunction-sections -fdata-sections -fno-common -fstrict-volatile-bitfields -fno-jump-tables
        -ggdb -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -Wno-enum-conversion
        "$<$<COMPILE_LANGUAGE:C>:-std=gnu17>" "$<$<COMPILE_LANGUAGE:C>:-Wno-old-style-declaration>"
        "$<$<COMPILE_LANGUAGE:CXX>:-std=gnu++2b>" "$<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>"
        "$<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>" "$<$<COMPILE_LANGUAGE:CXX>:-fno-threadsafe-statics>")

    if(CONFIG_COMPILER_DISABLE_DEFAULT_ERRORS)
        list(APPEND compile -Werror=return-type "$<$<COMPILE_LANGUAGE:C>:-Werror=implicit-function-declaration>")
    else()
        list(APPEND compile -Werror=all -Wno-error=unused-function -Wno-error=unused-variable
             -Wno-error=unused-but-set-variable -Wno-error=deprecated-declarations -Wno-error=extra)
    endif()
    if(CONFIG_COMPILER_WARN_WRITE_STRINGS)
        list(APPEND compile -Wwrite-strings)
    endif()
    if(CONFIG_COMPILER_OPTIMIZATION_ASSERTIONS_DISABLE)
        list(APPEND compile -DNDEBUG)
    endif()
    if(CONFIG_APP_REPRODUCIBLE_BUILD)
        list(APPEND compile -fdebug-prefix-map=${IDF_PATH}=/IDF -fmacro-prefix-map=${IDF_PATH}=/IDF
             -fdebug-prefix-map=${PROJECT_PATH}=/IDF_PROJECT -fmacro-prefix-map=${PROJECT_PATH}=/IDF_PROJECT
             -fdebug-prefix-map=${CMAKE_BINARY_DIR}=/IDF_BUILD -fmacro-prefix-map=${CMAKE_BINARY_DIR}=/IDF_BUILD)
    endif()

    set(link ${machine} -Wl,--cref -Wl,--gc-sections -Wl,--warn-common -Wl,--no-warn-rwx-segments)
    set(${compile_var} ${compile} PARENT_SCOPE)
    set(${link_var} ${link} PARENT_SCOPE)
endfunction()

function(starter_optimization_options var)
    if(CONFIG_COMPILER_OPTIMIZATION_SIZE)
        set(options -Os)
    elseif(CONFIG_COMPILER_OPTIMIZATION_PERF)
        set(options -O2)
    elseif(CONFIG_COMPILER_OPTIMIZATION_NONE)
        set(options -O0)
    else()
        set(options -Og)
    endif()
    set(${var} ${options} PARENT_SCOPE)
endfunction()
