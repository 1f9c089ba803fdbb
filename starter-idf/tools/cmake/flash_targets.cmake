# What is made from the linked program and beside it: images, partition table, bootloader, and the checks on them.

set(__tools ${IDF_PATH}/tools/starter)

function(__flash_add_app elf name)
    idf_build_get_property(python PYTHON)
    set(bin ${CMAKE_BINARY_DIR}/${name}.bin)
    set(table ${CMAKE_BINARY_DIR}/partition_table/partition-table.bin)
    add_custom_command(OUTPUT ${bin}
        COMMAND ${python} ${__tools}/elf2image.py --chip ${IDF_TARGET} --kind app
                --flash-mode ${CONFIG_ESPTOOLPY_FLASHMODE} --flash-freq ${CONFIG_ESPTOOLPY_FLASHFREQ}
                --flash-size ${CONFIG_ESPTOOLPY_FLASHSIZE}
                --min-rev-full ${CONFIG_ESP_REV_MIN_FULL} --max-rev-full ${CONFIG_ESP_REV_MAX_FULL}
                -o ${bin} $<TARGET_FILE:${elf}>
        DEPENDS ${elf} ${__tools}/elf2image.py ${__tools}/image.py ${__tools}/chips.py
        VERBATIM
        COMMENT "Generating binary image from built executable")
    add_custom_target(gen_project_binary DEPENDS ${bin})

    set(stamp ${CMAKE_BINARY_DIR}/esp-idf/esptool_py/app_check_size)
    add_custom_command(OUTPUT ${stamp}
        COMMAND ${python} ${__tools}/check_sizes.py --offset ${CONFIG_PARTITION_TABLE_OFFSET} partition --type app ${table} ${bin}
        COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
        DEPENDS ${bin} ${table} ${__tools}/check_sizes.py
        WORKING_DIRECTORY ${CMAKE_BINARY_DIR}/esp-idf/esptool_py
        VERBATIM)
    add_custom_target(app ALL DEPENDS ${stamp})
endfunction()

function(__flash_partition_csv var)
    if(CONFIG_PARTITION_TABLE_CUSTOM)
        idf_build_get_property(project_dir PROJECT_DIR)
        get_filename_component(csv "${CONFIG_PARTITION_TABLE_FILENAME}" ABSOLUTE BASE_DIR ${project_dir})
    else()
        set(csv ${IDF_PATH}/components/partition_table/${CONFIG_PARTITION_TABLE_FILENAME})
    endif()
    set(${var} ${csv} PARENT_SCOPE)
endfunction()

function(__flash_add_partition_table)
    idf_build_get_property(python PYTHON)
    __flash_partition_csv(csv)
    set(table ${CMAKE_BINARY_DIR}/partition_table/partition-table.bin)
    add_custom_command(OUTPUT ${table}
        COMMAND ${python} ${__tools}/gen_esp32part.py --offset ${CONFIG_PARTITION_TABLE_OFFSET}
                --flash-size ${CONFIG_ESPTOOLPY_FLASHSIZE} ${csv} ${table}
        DEPENDS ${csv} ${CMAKE_BINARY_DIR}/config/sdkconfig.cmake ${__tools}/gen_esp32part.py ${__tools}/partitions.py
        VERBATIM
        COMMENT "Generating ${table}")
    add_custom_target(partition-table ALL DEPENDS ${table})
    add_custom_target(partition_table_bin DEPENDS ${table})
endfunction()

# The bootloader is configured and built by a separate CMake, inside one step of this build.
function(__flash_add_bootloader)
    idf_build_get_property(python PYTHON)
    idf_build_get_property(version IDF_VER)
    set(source ${IDF_PATH}/components/bootloader/subproject)
    set(binary ${CMAKE_BINARY_DIR}/bootloader)
    file(GLOB_RECURSE inputs ${source}/* ${IDF_PATH}/components/soc/${IDF_TARGET}/* ${IDF_PATH}/components/esp_rom/*)
    add_custom_command(OUTPUT ${binary}/bootloader.bin
        BYPRODUCTS ${binary}/bootloader.elf ${binary}/bootloader.map
        COMMAND ${CMAKE_COMMAND} -S ${source} -B ${binary} -G Ninja -Wno-dev --log-level=WARNING
                -D "CMAKE_TOOLCHAIN_FILE=${CMAKE_TOOLCHAIN_FILE}" -D "IDF_TARGET=${IDF_TARGET}" -D "IDF_VER=${version}"
                -D "PYTHON=${python}" -D "SDKCONFIG_DIR=${CMAKE_BINARY_DIR}/config" -D "PROJECT_PATH=${CMAKE_SOURCE_DIR}"
                -D "SDKCONFIG_CMAKE=${CMAKE_BINARY_DIR}/config/sdkconfig.cmake" -D "CCACHE_ENABLE=${CCACHE_ENABLE}"
        COMMAND ${CMAKE_COMMAND} --build ${binary}
        DEPENDS ${inputs} ${CMAKE_BINARY_DIR}/config/sdkconfig.h ${__tools}/elf2image.py ${__tools}/image.py
                ${__tools}/chips.py ${__tools}/check_sizes.py ${IDF_PATH}/tools/cmake/compile_options.cmake
        USES_TERMINAL
        VERBATIM
        COMMENT "Performing build step for 'bootloader'")
    add_custom_target(bootloader ALL DEPENDS ${binary}/bootloader.bin)
    set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY ADDITIONAL_CLEAN_FILES ${binary})
endfunction()

# flasher_args.json, flash_args, project_description.json: for tools that flash, monitor or edit.
function(__flash_describe name)
    idf_build_get_property(components BUILD_COMPONENTS)
    idf_build_get_property(all __ALL_COMPONENTS)
    idf_build_get_property(python PYTHON)
    set(lines "")
    foreach(component ${all})
        set(line "${component}")
        foreach(property COMPONENT_DIR COMPONENT_TYPE REQUIRES PRIV_REQUIRES SRCS INCLUDE_DIRS)
            idf_component_get_property(value ${component} ${property})
            string(APPEND line "\t${value}")
        endforeach()
        string(APPEND lines "${line}\n")
    endforeach()
    file(WRITE ${CMAKE_BINARY_DIR}/components.tsv "${lines}")
    __flash_partition_csv(csv)
    if(EXISTS ${csv})
        set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${csv})
    endif()
    set(values "")
    foreach(property PROJECT_VER IDF_VER SDKCONFIG SDKCONFIG_DEFAULTS __KCONFIGS __KCONFIG_PROJBUILDS)
        idf_build_get_property(value ${property})
        string(APPEND values "${property}=${value}\n")
    endforeach()
    file(WRITE ${CMAKE_BINARY_DIR}/build_values.txt "${values}")
    execute_process(COMMAND ${python} ${__tools}/describe.py --build-dir ${CMAKE_BINARY_DIR} --name ${name}
                            --target ${IDF_TARGET} --project-dir ${CMAKE_SOURCE_DIR} --partition-csv ${csv}
                            --c-compiler ${CMAKE_C_COMPILER} --built "${components}" --common "${__COMMON_REQUIRES}"
                    COMMAND_ERROR_IS_FATAL ANY)
endfunction()
