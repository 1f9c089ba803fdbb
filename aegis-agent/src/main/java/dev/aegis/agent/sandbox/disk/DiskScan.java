package dev.aegis.agent.sandbox.disk;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Measures how much disk a set of directories uses, with find(1). Java reports neither the allocated
/// blocks of a file nor files below a path that is longer than 4096 bytes.
final class DiskScan {
    /// Allocated blocks of 512 bytes, number of names, device and inode.
    private static final String LINE = "%b %n %D:%i\\n";

    private static final long BLOCK_BYTES = 512;
    private static final int DELETED_FILES_SECONDS = 2;

    private final boolean asBuildUser;

    /// @param asBuildUser whether builds run as the user of the agent and can hide a directory from it
    DiskScan(boolean asBuildUser) {
        this.asBuildUser = asBuildUser;
    }

    /// Measures everything below the directories on their own file systems.
    DiskUsage of(List<Path> directories) throws IOException {
        if (directories.isEmpty()) {
            return DiskUsage.NONE;
        }
        List<String> words = new ArrayList<>();
        directories.forEach(directory -> words.add(directory.toString()));
        words.add("-xdev");
        if (asBuildUser) {
            // In front of the descent into the directory.
            words.addAll(List.of("(", "-type", "d", "!", "-perm", "-u=rwx"));
            words.addAll(List.of("-execdir", "/bin/chmod", "u+rwx", "{}", ";", "-o", "-true", ")"));
        }
        words.addAll(List.of("-printf", LINE));
        DiskUsage found = run(start(words), Set.of());
        if (found.files() == 0) {
            throw new IOException("measuring " + directories.getFirst() + " failed");
        }
        return found;
    }

    /// Measures files that have no name any more but are open or mapped in one of the processes. A process
    /// can make this list very long, so that a slow scan is cut off.
    DiskUsage ofDeleted(List<Long> processes, List<Path> directories) throws IOException {
        if (processes.isEmpty()) {
            return DiskUsage.NONE;
        }
        List<String> words = new ArrayList<>(List.of("-L"));
        for (long process : processes) {
            words.add("/proc/" + process + "/fd");
            words.add("/proc/" + process + "/map_files");
        }
        words.addAll(List.of("-maxdepth", "1", "-type", "f", "-links", "0", "-printf", LINE));
        Set<String> devices = new HashSet<>();
        for (Path directory : directories) {
            devices.add(Files.getAttribute(directory, "unix:dev").toString());
        }
        Process scan = start(words);
        var cut = scan.onExit()
                .orTimeout(DELETED_FILES_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> {
                    scan.destroyForcibly();
                    return scan;
                });
        DiskUsage found = run(scan, devices);
        var _ = cut.join();
        return found;
    }

    private static Process start(List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/find"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .directory(new File("/"));
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("PATH", "/usr/bin:/bin");
        return builder.start();
    }

    /// @param devices devices that count; all if empty
    private static DiskUsage run(Process scan, Set<String> devices) throws IOException {
        long blocks = 0;
        long files = 0;
        Set<String> counted = new HashSet<>();
        try (BufferedReader lines = scan.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ", 3);
                if (parts.length < 3 || !isOn(devices, parts[2])) {
                    continue;
                }
                if (parts[1].equals("1") || counted.add(parts[2])) {
                    blocks += Long.parseLong(parts[0]);
                    files++;
                }
            }
        } finally {
            scan.destroy();
        }
        return new DiskUsage(blocks * BLOCK_BYTES, files);
    }

    private static boolean isOn(Set<String> devices, String deviceAndInode) {
        return devices.isEmpty() || devices.contains(deviceAndInode.substring(0, deviceAndInode.indexOf(':')));
    }
}
