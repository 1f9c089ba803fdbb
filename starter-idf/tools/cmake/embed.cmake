# Files that become part of the program, reachable as _binary_<name>_start and _binary_<name>_end.

function(__component_embed library kind files)
    foreach(file ${files})
        get_filename_component(path ${file} ABSOLUTE BASE_DIR ${COMPONENT_DIR})
        target_add_binary_data(${library} ${path} ${kind})
    endforeach()
endfunction()

# kind is BINARY or TEXT; a text gets a zero byte at its end.
function(target_add_binary_data library file kind)
    get_filename_component(path ${file} ABSOLUTE BASE_DIR ${CMAKE_CURRENT_LIST_DIR})
    get_filename_component(name ${path} NAME)
    string(MAKE_C_IDENTIFIER ${name} symbol)
    set(end "")
    if(kind STREQUAL TEXT)
        set(end "    .byte 0\n")
    endif()
    set(assembly ${CMAKE_CURRENT_BINARY_DIR}/${name}.S)
    file(CONFIGURE OUTPUT ${assembly} @ONLY CONTENT
"/* ${path} as data. */
    .section .rodata.embedded.${symbol}, \"a\"
    .balign 4
    .global _binary_${symbol}_start
    .global ${symbol}
_binary_${symbol}_start:
${symbol}:
    .incbin \"${path}\"
${end}    .global _binary_${symbol}_end
_binary_${symbol}_end:
    .balign 4
    .global ${symbol}_length
${symbol}_length:
    .word _binary_${symbol}_end - _binary_${symbol}_start
")
    set_source_files_properties(${assembly} PROPERTIES OBJECT_DEPENDS ${path} TARGET_DIRECTORY ${library})
    target_sources(${library} PRIVATE ${assembly})
endfunction()
