# The project's configuration: Kconfig files in, sdkconfig and its forms for C and CMake out.

function(__kconfig_generate_config sdkconfig defaults)
    idf_build_get_property(components BUILD_COMPONENTS)
    idf_build_get_property(python PYTHON)
    idf_build_get_property(version IDF_VER)
    set(kconfigs "")
    set(projbuilds "")
    foreach(component ${components})
        idf_component_get_property(dir ${component} COMPONENT_DIR)
        if(EXISTS ${dir}/Kconfig)
            list(APPEND kconfigs ${dir}/Kconfig)
        endif()
        if(EXISTS ${dir}/Kconfig.projbuild)
            list(APPEND projbuilds ${dir}/Kconfig.projbuild)
        endif()
    endforeach()
    __kconfig_write_sources(${CMAKE_BINARY_DIR}/kconfigs.in "${kconfigs}")
    __kconfig_write_sources(${CMAKE_BINARY_DIR}/kconfigs_projbuild.in "${projbuilds}")

    set(default_arguments "")
    foreach(file ${defaults})
        list(APPEND default_arguments --defaults ${file})
    endforeach()
    set(command ${python} ${IDF_PATH}/tools/starter/kconfgen.py --kconfig ${IDF_PATH}/Kconfig --sdkconfig ${sdkconfig}
        ${default_arguments} --output ${CMAKE_BINARY_DIR}/config
        --env IDF_TARGET=${IDF_TARGET} --env IDF_PATH=${IDF_PATH} --env IDF_INIT_VERSION=${version}
        --env COMPONENT_KCONFIGS_SOURCE_FILE=${CMAKE_BINARY_DIR}/kconfigs.in
        --env COMPONENT_KCONFIGS_PROJBUILD_SOURCE_FILE=${CMAKE_BINARY_DIR}/kconfigs_projbuild.in)
    execute_process(COMMAND ${command} RESULT_VARIABLE result)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "Failed to run kconfgen (${command}). Error ${result}")
    endif()
    set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
                 ${sdkconfig} ${defaults} ${kconfigs} ${projbuilds} ${IDF_PATH}/Kconfig
                 ${IDF_PATH}/tools/starter/kconfgen.py)
    idf_build_set_property(__KCONFIGS "${kconfigs}")
    idf_build_set_property(__KCONFIG_PROJBUILDS "${projbuilds}")
endfunction()

function(__kconfig_write_sources file sources)
    set(content "")
    foreach(source ${sources})
        string(APPEND content "source \"${source}\"\n")
    endforeach()
    file(WRITE ${file} "${content}")
endfunction()
