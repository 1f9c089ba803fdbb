package dev.aegis.espctl.project;

import dev.aegis.protocol.session.ProjectPlace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sources outside the project's folder that are sent with it.
///
/// @param folders what is sent, each with its size
/// @param place how they change the project's place in the sandbox; null for the usual place
/// @param notes what the user should know about the files
public record SourcesBeside(List<Folder> folders, @Nullable ProjectPlace place, List<String> notes) {
    static final SourcesBeside NONE = new SourcesBeside(List.of(), null, List.of());

    private static final int SHOWN = 5;

    public SourcesBeside {
        folders = List.copyOf(folders);
        notes = List.copyOf(notes);
    }

    /// A folder, or a file that is sent alone.
    ///
    /// @param path relative to the project, such as `../components`
    public record Folder(String path, int files, long bytes) {
        String shown() {
            return path + " (" + files + (files == 1 ? " file, " : " files, ") + Sizes.human(bytes) + ")";
        }
    }

    SourcesBeside with(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new SourcesBeside(folders, place, all);
    }

    /// Returns one line for people; empty if nothing outside is sent.
    public String sentence() {
        if (folders.isEmpty()) {
            return "";
        }
        int more = folders.size() - SHOWN;
        return "also sent from outside the project: "
                + String.join(
                        ", ", folders.stream().limit(SHOWN).map(Folder::shown).toList())
                + (more > 0 ? " and " + more + " more; see: espctl plan" : "");
    }
}
