package dev.aegis.firmware.sbom;

import dev.aegis.firmware.FirmwareException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `build/project_description.json` says of a build.
///
/// @param idfVersion such as `v5.3.1`
/// @param compiler the absolute path of the C compiler
/// @param components in the order of the file
public record ProjectDescription(
        String name, String version, String idfVersion, String target, String compiler, List<Component> components) {
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(256 * 1024)
                    .maxDocumentLength(MOST_BYTES)
                    .build())
            .build());

    public ProjectDescription {
        components = List.copyOf(components);
    }

    /// The origin of a component's code.
    public enum Origin {
        /// of the project itself
        PROJECT,
        /// fetched by the component manager into `managed_components/`
        MANAGED,
        /// part of ESP-IDF
        IDF
    }

    /// @param library the file name of its archive, such as `libmain.a`; empty when it has no code
    public record Component(String name, Origin origin, String library) {}

    /// @throws FirmwareException when the file is not what it should be
    public static ProjectDescription read(byte[] json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            String project = root.path("project_path").asString("");
            String name = root.path("project_name").asString("");
            if (name.isEmpty() || !root.path("build_component_info").isObject()) {
                throw new FirmwareException(
                        "project_description_malformed", "project_description.json names no project or no components");
            }
            List<Component> components = new ArrayList<>();
            for (Map.Entry<String, JsonNode> entry :
                    root.path("build_component_info").properties()) {
                components.add(new Component(
                        entry.getKey(),
                        origin(entry.getValue().path("dir").asString(""), project),
                        entry.getValue().path("file").asString("").replaceFirst("^.*/", "")));
            }
            return new ProjectDescription(
                    name,
                    root.path("project_version").asString(""),
                    root.path("git_revision").asString(""),
                    root.path("target").asString(""),
                    root.path("c_compiler").asString(""),
                    components);
        } catch (JacksonException broken) {
            throw new FirmwareException(
                    "project_description_malformed", "project_description.json is not valid JSON", broken);
        }
    }

    private static Origin origin(String directory, String project) {
        if (!project.isEmpty() && directory.startsWith(project + "/managed_components/")) {
            return Origin.MANAGED;
        }
        return !project.isEmpty() && directory.startsWith(project + "/") ? Origin.PROJECT : Origin.IDF;
    }
}
