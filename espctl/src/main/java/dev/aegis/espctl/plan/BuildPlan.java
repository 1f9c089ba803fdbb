package dev.aegis.espctl.plan;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.aegis.espctl.project.Snapshot;
import dev.aegis.espctl.project.SourcesBeside;
import dev.aegis.protocol.session.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plan of a build. In JSON its parts are one flat object.
///
/// @param status always `planning`
/// @param subject what would be built
/// @param appVersion the version that the firmware would get
/// @param upload what would be uploaded
/// @param fleet which machines could build it, when the build server could be asked
/// @param notes what the user should know
/// @param next the command that builds it
@JsonPropertyOrder({"status", "subject", "appVersion", "upload", "fleet", "notes", "next"})
public record BuildPlan(
        String status,
        @JsonUnwrapped Subject subject,
        Version appVersion,
        @JsonUnwrapped Upload upload,
        FleetAvailability fleet,
        List<String> notes,
        String next) {
    public BuildPlan {
        notes = List.copyOf(notes);
    }

    /// @param projectRoot the project's folder
    /// @param name of the project
    /// @param target the chip
    /// @param targetFrom the rule that decided the chip
    /// @param idfVersion absent when the machine decides
    /// @param idfVersionFrom the rule that decided the version
    /// @param profile how it would be built
    /// @param params definitions for CMake
    public record Subject(
            String projectRoot,
            String name,
            String target,
            String targetFrom,
            @Nullable String idfVersion,
            String idfVersionFrom,
            Profile profile,
            List<String> params) {
        public Subject {
            params = List.copyOf(params);
        }
    }

    /// @param value absent if only CMake can tell
    /// @param decidedBy the rule that decided it
    public record Version(@Nullable String value, String decidedBy) {}

    /// @param files number of files to compare with the machine's
    /// @param bytes their total size; a second build sends only what changed
    /// @param largest the few largest of them
    /// @param ignored what is not uploaded, and by which rule
    /// @param outside the folders and lone files outside the project among them, with their sizes
    public record Upload(
            int files,
            long bytes,
            List<Part> largest,
            List<Snapshot.Ignored> ignored,
            List<SourcesBeside.Folder> outside) {
        public Upload {
            largest = List.copyOf(largest);
            ignored = List.copyOf(ignored);
            outside = List.copyOf(outside);
        }

        /// Returns one line about what is sent from outside the project; empty without any.
        public String outsideSentence() {
            return new SourcesBeside(outside, null, List.of()).sentence();
        }
    }

    /// One file of the project.
    public record Part(String path, long bytes) {}
}
