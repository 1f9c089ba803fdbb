package dev.aegis.firmware.panic;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Assertions of FreeRTOS, the heap and lwIP whose text does not name their usual cause.
final class KnownAsserts {
    /// @param meaning what the program did
    record Known(Pattern pattern, CrashKind kind, String meaning) {}

    private static final List<Known> ALL = List.of(
            known(
                    "block already marked as free|free.*(?:double free|already freed)",
                    CrashKind.DOUBLE_FREE,
                    "a heap block was freed twice; set the pointer to NULL after free(), or look for two owners"),
            known(
                    "free\\(\\) target pointer is outside heap areas|multi_heap_free .*\\(head != NULL\\)"
                            + "|heap_caps_free .*|realloc\\(\\) pointer is outside heap areas",
                    CrashKind.BAD_FREE,
                    "free() or realloc() got a pointer that the heap did not give out, or whose block was overwritten"),
            known(
                    "(?:tlsf|multi_heap|block_\\w+|remove_free_block|insert_free_block|search_suitable_block)[^(]*\\(",
                    CrashKind.HEAP_CORRUPT,
                    "the heap's own data was overwritten: a write past the end of a block, or into a freed block; build"
                            + " with CONFIG_HEAP_POISONING_COMPREHENSIVE to find the block"),
            known(
                    "xQueueSemaphoreTake .*pxQueue|xQueueTakeMutexRecursive .*pxMutex|xQueueGiveMutexRecursive .*pxMutex",
                    CrashKind.ASSERT,
                    "a semaphore or mutex handle is NULL: it was not created before its use, or the creation failed"),
            known(
                    "xQueue(?:GenericSend|GenericReceive|Receive|Peek|GenericReset|GenericSendFromISR|ReceiveFromISR"
                            + "|GiveFromISR)\\w* .*\\(\\(? ?pxQueue",
                    CrashKind.ASSERT,
                    "a queue or semaphore handle is NULL: it was not created before its use, or the creation failed"),
            known(
                    "xEventGroup\\w+ .*(?:xEventGroup|pxEventBits)",
                    CrashKind.ASSERT,
                    "an event group handle is NULL: it was not created before its use, or the creation failed"),
            known(
                    "xTimerGenericCommand\\w* .*\\(\\(? ?xTimer",
                    CrashKind.ASSERT,
                    "a timer handle is NULL: it was not created before its use, or the creation failed"),
            known(
                    "xTaskPriorityDisinherit .*pxTCB == pxCurrentTCB",
                    CrashKind.ASSERT,
                    "a mutex was given by a task that does not hold it; use a binary semaphore to signal other tasks"),
            known(
                    "spinlock_acquire .*|spinlock_release .*",
                    CrashKind.ASSERT,
                    "a spinlock was not initialized, or its memory was overwritten"),
            known(
                    "InIsr|in ISR|xPortInIsrContext|uxInterruptNesting|FromISR",
                    CrashKind.ASSERT,
                    "a function that may block was called from an interrupt handler; use its FromISR form"),
            known(
                    "Required to lock TCPIP core functionality",
                    CrashKind.ASSERT,
                    "a raw lwIP function was called without the lock of the network stack; call LOCK_TCPIP_CORE() before"
                            + " it, or use sockets or esp_netif"),
            known(
                    "Invalid mbox",
                    CrashKind.ASSERT,
                    "the network was used before it was started; call esp_netif_init() first"),
            known(
                    "vTaskDelay .*uxSchedulerSuspended|uxSchedulerSuspended == 0",
                    CrashKind.ASSERT,
                    "a function that may block was called while the scheduler was suspended"),
            known(
                    "prvTaskExitError|vPortTaskWrapper|Task function returned|FreeRTOS Task .* should not return",
                    CrashKind.ABORT,
                    "a task function returned; end it with vTaskDelete(NULL)"));

    private KnownAsserts() {}

    static @Nullable Known of(String reason) {
        for (Known known : ALL) {
            if (known.pattern().matcher(reason).find()) {
                return known;
            }
        }
        return null;
    }

    private static Known known(String pattern, CrashKind kind, String meaning) {
        return new Known(Pattern.compile(pattern), kind, meaning);
    }
}
