package dev.aegis.agent;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// What the machine itself says of its size and name, where the operator says nothing.
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

    // The rest is for the operating system, this program and its link process.
    private static int threeQuartersOfMemory() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return (int) Math.max(128, system.getTotalMemorySize() / 4 * 3 / (1024 * 1024));
    }
}
