package dev.aegis.agent.sandbox.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// Reads the free space of a file system with statvfs(3): the blocks and inodes that a process without
/// privileges can use. Java has no method for inodes, and `df -i` would start a process for each of up to
/// 100 looks per second.
final class FreeSpace {
    static final long UNLIMITED = Long.MAX_VALUE;

    /// Offsets in `struct statvfs`, the same on x86_64 and aarch64.
    private static final long FRAGMENT_SIZE = 8;

    private static final long AVAILABLE_BLOCKS = 32;
    private static final long ALL_INODES = 40;
    private static final long AVAILABLE_INODES = 56;
    private static final long STRUCT_BYTES = 256;

    private static final MethodHandle STATVFS = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("statvfs"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));

    private FreeSpace() {}

    /// Returns the free space. A file system without a fixed number of inodes, such as Btrfs, reports none
    /// at all and counts as unlimited.
    static DiskUsage of(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(STRUCT_BYTES, 8);
            int code = (int) STATVFS.invokeExact(arena.allocateFrom(path.toString()), result);
            if (code != 0) {
                throw new IOException("reading the free space of " + path + " failed");
            }
            long blocks = result.get(ValueLayout.JAVA_LONG, AVAILABLE_BLOCKS);
            long inodes = result.get(ValueLayout.JAVA_LONG, ALL_INODES);
            return new DiskUsage(
                    blocks * result.get(ValueLayout.JAVA_LONG, FRAGMENT_SIZE),
                    inodes == 0 ? UNLIMITED : result.get(ValueLayout.JAVA_LONG, AVAILABLE_INODES));
        } catch (IOException failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException("statvfs cannot be called", impossible);
        }
    }
}
