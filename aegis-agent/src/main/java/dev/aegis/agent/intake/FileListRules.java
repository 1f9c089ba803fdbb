package dev.aegis.agent.intake;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.session.ProjectFile;
import dev.aegis.protocol.session.SandboxPaths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rules for a client's list of files as a whole. Each path and link was already checked when its message was read.
final class FileListRules {
    /// The output of builds, which clients do not send.
    static final String BUILD_DIRECTORY = "build";

    private FileListRules() {}

    static void check(List<ProjectFile> files) {
        if (files.isEmpty()) {
            throw new IntakeException(
                    "project_empty", "the project has no files", "run the command in the project's directory");
        }
        if (files.size() > Limits.PROJECT_FILES) {
            throw tooLarge(files.size() + " files; at most " + Limits.PROJECT_FILES + " are allowed");
        }
        long bytes = 0;
        Map<String, ProjectFile> byPath = new HashMap<>();
        for (ProjectFile file : files) {
            bytes += file.size();
            if (bytes > Limits.PROJECT_BYTES) {
                throw tooLarge("more than " + Limits.PROJECT_BYTES + " bytes");
            }
            checkPlace(file);
            if (byPath.put(file.path(), file) != null) {
                throw refused(file.path(), "is listed twice", "list each path once");
            }
        }
        files.forEach(file -> checkParents(file, byPath));
    }

    private static void checkPlace(ProjectFile file) {
        ProjectFile.checkSource(file.path());
        int level = ProjectFile.levelsAbove(file.path());
        String first = file.path().substring(level * 3).split("/", 2)[0];
        if (level > 0 && first.equals(SandboxPaths.NAME)) {
            throw refused(
                    file.path(),
                    "has the name that leads back to the project in the sandbox",
                    "rename '" + SandboxPaths.NAME + "', or leave it out of the sync");
        }
        if (level == 0 && first.equals(BUILD_DIRECTORY)) {
            throw refused(
                    file.path(), "is in build/, which belongs to the build machine", "leave build/ out of the sync");
        }
    }

    private static void checkParents(ProjectFile file, Map<String, ProjectFile> byPath) {
        for (int slash = file.path().lastIndexOf('/');
                slash > 0;
                slash = file.path().lastIndexOf('/', slash - 1)) {
            String parent = file.path().substring(0, slash);
            if (byPath.containsKey(parent)) {
                throw refused(
                        file.path(), "lies below '" + parent + "', which is no directory", "rename one of the two");
            }
        }
    }

    private static IntakeException refused(String path, String why, String hint) {
        return new IntakeException("path_refused", "the path '" + path + "' " + why, hint);
    }

    private static IntakeException tooLarge(String what) {
        return new IntakeException(
                "project_too_large",
                "the project has " + what,
                "leave out what the build does not need with [upload] ignore in .espctl.toml");
    }
}
