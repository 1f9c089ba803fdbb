/* The heap: picolibc's malloc over the RAM that the program's own data leaves. */
#include <errno.h>
#include <malloc.h>
#include <stddef.h>
#include <stdint.h>

#include "esp_system.h"

extern char _heap_start[];
extern char _heap_limit[];

static char *heap_break = _heap_start;

void *sbrk(ptrdiff_t increment)
{
    char *previous = heap_break;
    if (increment > _heap_limit - heap_break || increment < _heap_start - heap_break) {
        errno = ENOMEM;
        return (void *)-1;
    }
    heap_break += increment;
    return previous;
}

uint32_t esp_get_free_heap_size(void)
{
    return (uint32_t)(_heap_limit - heap_break) + (uint32_t)mallinfo().fordblks;
}

uint32_t esp_get_free_internal_heap_size(void)
{
    return esp_get_free_heap_size();
}

/* malloc never gives memory back to sbrk, so the memory above the break was never used. */
uint32_t esp_get_minimum_free_heap_size(void)
{
    return (uint32_t)(_heap_limit - heap_break);
}
