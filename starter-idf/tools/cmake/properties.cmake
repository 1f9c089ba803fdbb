# Values that belong to the build or to one component, readable from every directory.

function(idf_build_set_property property value)
    cmake_parse_arguments(_ "APPEND" "" "" ${ARGN})
    if(__APPEND)
        set_property(GLOBAL APPEND PROPERTY __IDF_BUILD_${property} "${value}")
    else()
        set_property(GLOBAL PROPERTY __IDF_BUILD_${property} "${value}")
    endif()
endfunction()

function(idf_build_get_property var property)
    get_property(value GLOBAL PROPERTY __IDF_BUILD_${property})
    set(${var} "${value}" PARENT_SCOPE)
endfunction()

function(__component_set_property component property)
    set_property(GLOBAL PROPERTY __IDF_COMPONENT_${component}_${property} "${ARGN}")
endfunction()

# The component may be given by its name or as idf::name.
function(idf_component_get_property var component property)
    string(REGEX REPLACE "^idf::" "" component "${component}")
    get_property(value GLOBAL PROPERTY __IDF_COMPONENT_${component}_${property})
    set(${var} "${value}" PARENT_SCOPE)
endfunction()

function(idf_component_set_property component property value)
    cmake_parse_arguments(_ "APPEND" "" "" ${ARGN})
    string(REGEX REPLACE "^idf::" "" component "${component}")
    if(__APPEND)
        set_property(GLOBAL APPEND PROPERTY __IDF_COMPONENT_${component}_${property} "${value}")
    else()
        set_property(GLOBAL PROPERTY __IDF_COMPONENT_${component}_${property} "${value}")
    endif()
endfunction()
