package dev.aegis.agent;

import dev.aegis.agent.workspace.WorkspaceException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Name and size of this computer, used where the operator sets nothing.
record Host(String name, int cpuCores, int memoryMb) {
    static Host here() {
        return new Host(hostName(), Runtime.getRuntime().availableProcessors(), threeQuartersOfMemory());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "build-machine";
        }
    }

    // One quarter remains for the operating system, this program and its link process.
    private static int threeQuartersOfMemory() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return (int) Math.max(128, system.getTotalMemorySize() / 4 * 3 / (1024 * 1024));
    }

    /// Returns the size of the file system that a directory is on, or will be on when it is created.
    static long fileSystemBytes(Path directory) {
        Path existing = directory;
        while (existing.getParent() != null && Files.notExists(existing)) {
            existing = existing.getParent();
        }
        try {
            return Files.getFileStore(existing).getTotalSpace();
        } catch (IOException unreadable) {
            throw WorkspaceException.of("reading the size of the disk below " + existing, unreadable);
        }
    }
}
