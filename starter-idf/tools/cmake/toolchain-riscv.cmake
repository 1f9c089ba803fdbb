# Debian's cross compiler, for all four chips.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR riscv32)

set(CMAKE_C_COMPILER riscv64-unknown-elf-gcc)
set(CMAKE_CXX_COMPILER riscv64-unknown-elf-g++)
set(CMAKE_ASM_COMPILER riscv64-unknown-elf-gcc)

# A whole program cannot be linked before there are linker scripts.
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

# CMake would compile three probes for each language to learn what is known here: a third of the time of a configuration.
foreach(language C CXX)
    set(CMAKE_${language}_COMPILER_WORKS TRUE)
    set(CMAKE_${language}_ABI_COMPILED TRUE)
    set(CMAKE_${language}_BYTE_ORDER LITTLE_ENDIAN)
    set(CMAKE_${language}_SIZEOF_DATA_PTR 4)
endforeach()
set(CMAKE_SIZEOF_VOID_P 4)
