package dev.aegis.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The CPU time of the child processes that have ended, with their descendants, as the operating system counts it.
final class ChildCosts {
    /// `RUSAGE_CHILDREN` of getrusage(2).
    private static final int CHILDREN = -1;

    /// `struct rusage` on a 64-bit Linux: user time and system time, each as seconds and microseconds, and 14 more.
    private static final int LONGS = 18;

    private static final MethodHandle GETRUSAGE = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("getrusage"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

    private ChildCosts() {}

    /// Returns the sum of user and system time so far.
    static double cpuSeconds() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment usage = arena.allocate(ValueLayout.JAVA_LONG, LONGS);
            int result = (int) GETRUSAGE.invokeExact(CHILDREN, usage);
            if (result != 0) {
                throw new BenchException("cannot read the CPU time of child processes");
            }
            return seconds(usage, 0) + seconds(usage, 2);
        } catch (BenchException failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException("every Linux has getrusage", impossible);
        }
    }

    private static double seconds(MemorySegment usage, int at) {
        return usage.getAtIndex(ValueLayout.JAVA_LONG, at) + usage.getAtIndex(ValueLayout.JAVA_LONG, at + 1) / 1e6;
    }
}
