// What the compiler calls for new, delete and pure virtual functions. There is no C++ standard library beside it.
#include <stddef.h>
#include <stdlib.h>

static void *allocate(size_t size)
{
    void *memory = malloc(size ? size : 1);
    if (memory == nullptr) {
        abort(); // exceptions are not offered
    }
    return memory;
}

void *operator new(size_t size)
{
    return allocate(size);
}

void *operator new[](size_t size)
{
    return allocate(size);
}

void operator delete(void *memory) noexcept
{
    free(memory);
}

void operator delete[](void *memory) noexcept
{
    free(memory);
}

void operator delete(void *memory, size_t) noexcept
{
    free(memory);
}

void operator delete[](void *memory, size_t) noexcept
{
    free(memory);
}

extern "C" void __cxa_pure_virtual(void)
{
    abort();
}
