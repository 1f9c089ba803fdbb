package dev.aegis.agent.sandbox;

import dev.aegis.agent.sandbox.cgroup.ControlGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The shell script that starts bubblewrap. Java can neither pass descriptors to a child nor start it in a
/// control group, so the script does both and then replaces itself by bubblewrap.
///
/// If the agent is root, the script first binds the directories of the sandbox below `/mnt` in a new mount
/// namespace. The build's user can then reach them even below a directory that only root may enter.
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
            # otherwise /proc/1/environ contains the shell's PWD and OLDPWD
            exec /usr/bin/env -i "$@"
            """;

    private StartScript() {}

    /// Returns the path of a staged mount, as bubblewrap sees it.
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
