# Which chip a project is built for.

set(STARTER_TARGETS esp32c3 esp32c6 esp32h2 esp32c2)
set(STARTER_DEFAULT_TARGET esp32c3)

# The target that a sdkconfig or defaults file names, or nothing.
function(__target_from_config var file)
    set(${var} "" PARENT_SCOPE)
    if(EXISTS "${file}")
        file(STRINGS "${file}" lines REGEX "^CONFIG_IDF_TARGET=\"[a-z0-9]+\"")
        if(lines)
            list(GET lines 0 line)
            string(REGEX REPLACE "^CONFIG_IDF_TARGET=\"([a-z0-9]+)\".*" "\\1" target "${line}")
            set(${var} ${target} PARENT_SCOPE)
        endif()
    endif()
endfunction()

# Decides by, in this order: -DIDF_TARGET, the environment, sdkconfig, the defaults files.
macro(__target_init sdkconfig defaults)
    set(__target "${IDF_TARGET}")
    if(NOT __target)
        set(__target "$ENV{IDF_TARGET}")
    endif()
    foreach(__file ${sdkconfig} ${defaults})
        if(NOT __target)
            __target_from_config(__target "${__file}")
        endif()
    endforeach()
    if(NOT __target)
        set(__target ${STARTER_DEFAULT_TARGET})
        message(STATUS "IDF_TARGET not set, using default target: ${__target}")
    endif()
    if(NOT __target IN_LIST STARTER_TARGETS)
        string(REPLACE ";" ", " __known "${STARTER_TARGETS}")
        message(FATAL_ERROR "target '${__target}' is not offered by starter-idf. Offered: ${__known}. "
                            "A full ESP-IDF builds the others.")
    endif()
    __target_from_config(__configured "${sdkconfig}")
    if(__configured AND NOT __configured STREQUAL __target)
        message(FATAL_ERROR "Target '${__configured}' in sdkconfig '${sdkconfig}' does not match "
                            "currently selected IDF_TARGET '${__target}'. "
                            "To build for '${__target}', run 'idf.py set-target ${__target}'.")
    endif()
    set(IDF_TARGET ${__target} CACHE STRING "The chip to build for")
endmacro()
