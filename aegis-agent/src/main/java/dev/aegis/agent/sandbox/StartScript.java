package dev.aegis.agent.sandbox;

import dev.aegis.agent.sandbox.cgroup.ControlGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The little that happens between the agent and bubblewrap. Java can neither hand over descriptors nor
/// enter control groups for a child, so a shell does both and becomes bubblewrap.
///
/// An agent that is root first puts the directories that the sandbox needs at `/mnt` of a mount
/// namespace of its own: the build's user can then reach them wherever they are, also below a directory
/// that only root may enter.
final class StartScript {
    private static final String SCRIPT = """
            set -eu
            run=$1; shift
            count=$1; shift
            while [ "$count" -gt 0 ]; do echo $$ >"$1/cgroup.procs"; shift; count=$((count - 1)); done
            count=$1; shift
            if [ "$count" -gt 0 ]; then
              mount -t tmpfs -o size=64k,mode=0755 aegis "$run/stage"
              while [ "$count" -gt 0 ]; do
                mkdir "$run/stage/$count"; mount --bind "$1" "$run/stage/$count"; shift; count=$((count - 1))
              done
              mount --move "$run/stage" /mnt
            fi
            exec 9<"$run/../seccomp.bpf" 8>"$run/status" 7<"$run/../passwd" 6<"$run/../group" 5<"$run/../hosts" 4<"$run/arguments"
            cd /
            # the shell's own PWD and OLDPWD would stand in /proc/1/environ
            exec /usr/bin/env -i "$@"
            """;

    private StartScript() {}

    /// Where the build's user finds the n-th of `total` staged mounts.
    static Path staged(int index, int total) {
        return Path.of("/mnt", Integer.toString(total - index));
    }

    static List<String> command(Path run, ControlGroup group, List<Mount> staged, List<String> program) {
        List<String> words = new ArrayList<>();
        if (!staged.isEmpty()) {
            words.addAll(List.of("/usr/bin/unshare", "--mount", "--propagation", "private"));
        }
        words.addAll(List.of("/bin/sh", "-c", SCRIPT, "sandbox", run.toString()));
        words.add(Integer.toString(group.directories().size()));
        group.directories().forEach(directory -> words.add(directory.toString()));
        words.add(Integer.toString(staged.size()));
        staged.forEach(mount -> words.add(mount.source().toString()));
        words.addAll(program);
        return words;
    }
}
