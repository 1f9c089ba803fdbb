package dev.aegis.agent.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The arguments of bubblewrap. It reads them from a descriptor, because a build can read its command line
/// as `/proc/1/cmdline`.
final class BubblewrapArguments {
    /// Descriptors that the start script opens. dash supports only numbers of one digit.
    static final int SECCOMP = 9;

    static final int STATUS = 8;
    static final int PASSWD = 7;
    static final int GROUP = 6;
    static final int HOSTS = 5;
    static final int ARGUMENTS = 4;

    private static final List<String> LINKS_TO_USR = List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");
    private static final long SHARED_MEMORY_BYTES = 64L * 1024 * 1024;

    private final List<String> arguments = new ArrayList<>();

    private BubblewrapArguments() {}

    /// @param mounts mounts with sources that bubblewrap can reach
    static byte[] of(SandboxCommand command, List<Mount> mounts) throws IOException {
        BubblewrapArguments made = new BubblewrapArguments();
        made.isolate();
        made.environment(command);
        made.system();
        made.temporary(command.limits().temporaryBytes());
        for (Mount mount : mounts) {
            made.add(mount.writable() ? "--bind" : "--ro-bind", mount.source().toString(), mount.inside());
        }
        made.add("--remount-ro", "/", "--remount-ro", "/dev", "--chdir", command.directory());
        made.add("--json-status-fd", Integer.toString(STATUS), "--seccomp", Integer.toString(SECCOMP));
        return made.bytes();
    }

    private void isolate() {
        add("--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts");
        add("--unshare-cgroup-try", "--disable-userns", "--assert-userns-disabled");
        add("--uid", "1000", "--gid", "1000", "--hostname", "build");
        add("--die-with-parent", "--new-session", "--cap-drop", "ALL");
    }

    private void environment(SandboxCommand command) {
        add("--clearenv");
        command.environment().forEach((name, value) -> add("--setenv", name, value));
    }

    private void system() throws IOException {
        add("--ro-bind", "/usr", "/usr");
        for (String name : LINKS_TO_USR) {
            Path host = Path.of("/", name);
            if (Files.isSymbolicLink(host)) {
                add("--symlink", Files.readSymbolicLink(host).toString(), "/" + name);
            } else if (Files.isDirectory(host)) {
                add("--ro-bind", host.toString(), host.toString());
            }
        }
        add("--perms", "0755", "--dir", "/etc");
        add("--perms", "0444", "--file", Integer.toString(PASSWD), "/etc/passwd");
        add("--perms", "0444", "--file", Integer.toString(GROUP), "/etc/group");
        add("--perms", "0444", "--file", Integer.toString(HOSTS), "/etc/hosts");
        add("--ro-bind-try", "/etc/alternatives", "/etc/alternatives");
        add("--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache");
        add("--proc", "/proc", "--dev", "/dev");
    }

    private void temporary(long bytes) {
        add("--size", Long.toString(SHARED_MEMORY_BYTES), "--perms", "1777", "--tmpfs", "/dev/shm");
        add("--size", Long.toString(bytes), "--perms", "1777", "--tmpfs", "/tmp");
        add("--size", Long.toString(bytes), "--perms", "0700", "--tmpfs", SandboxCommand.HOME);
    }

    private void add(String... words) {
        arguments.addAll(List.of(words));
    }

    private byte[] bytes() {
        return (String.join("\0", arguments) + "\0").getBytes(StandardCharsets.UTF_8);
    }
}
