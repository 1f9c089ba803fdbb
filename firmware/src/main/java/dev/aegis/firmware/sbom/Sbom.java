package dev.aegis.firmware.sbom;

import dev.aegis.firmware.sbom.ProjectDescription.Component;
import dev.aegis.firmware.sbom.ProjectDescription.Origin;
import dev.aegis.firmware.sbom.Spdx.Checksum;
import dev.aegis.firmware.sbom.Spdx.ExternalRef;
import dev.aegis.firmware.sbom.Spdx.Relationship;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes the bill of materials. The same build always gives the same bytes: the document's name space is made from
/// its content, and its time comes from the caller.
public final class Sbom {
    private static final Pattern RELEASE = Pattern.compile("v\\d+\\.\\d+(?:\\.\\d+)?(?:-(?:rc|beta)\\d+)?");
    private static final Pattern TOOLS = Pattern.compile(".*/tools/([^/]+)/([^/]+)/.*");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(tools.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private final ProjectDescription project;
    private final Map<String, String> lockedVersions;
    private final SpdxIds ids = new SpdxIds();
    private final List<Spdx.PackageEntry> packages = new ArrayList<>();
    private final List<Spdx.FileEntry> files = new ArrayList<>();
    private final List<Relationship> relationships = new ArrayList<>();

    private Sbom(ProjectDescription project, Map<String, String> lockedVersions) {
        this.project = project;
        this.lockedVersions = lockedVersions;
    }

    /// @param libraries that the program uses, as [dev.aegis.firmware.size.LinkMap] lists them; if empty,
    /// every component with code counts
    /// @param lockedVersions of managed components, as [LockedVersions] reads them
    /// @param created when the build ended
    /// @return SPDX 2.3 JSON with a line end
    public static byte[] write(
            ProjectDescription project,
            Set<String> libraries,
            Map<String, String> lockedVersions,
            List<Artifact> artifacts,
            Instant created) {
        return new Sbom(project, lockedVersions).document(libraries, artifacts, created);
    }

    private byte[] document(Set<String> libraries, List<Artifact> artifacts, Instant created) {
        String main = add(project.name(), "Package", project.version(), "FIRMWARE", null, null);
        relate("SPDXRef-DOCUMENT", "DESCRIBES", main);
        String idf = idf();
        relate(main, "DEPENDS_ON", idf);
        relate(toolchain(), "BUILD_TOOL_OF", main);
        project.components().stream()
                .filter(component -> linked(component, libraries))
                .sorted(Comparator.comparing(Component::name))
                .forEach(component -> component(component, main, idf));
        artifacts.stream().sorted(Comparator.comparing(Artifact::path)).forEach(artifact -> file(artifact, main));
        Spdx.Document document = new Spdx.Document(
                "SPDX-2.3",
                "CC0-1.0",
                "SPDXRef-DOCUMENT",
                project.name() + "-" + project.target(),
                "https://spdx.org/spdxdocs/" + urlWord(project.name()) + "-" + contentId(),
                new Spdx.CreationInfo(
                        created.truncatedTo(ChronoUnit.SECONDS).toString(), List.of("Tool: aegis-espctl")),
                packages,
                files,
                relationships);
        return (MAPPER.writeValueAsString(document).replace("\r", "") + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static boolean linked(Component component, Set<String> libraries) {
        return libraries.isEmpty() ? !component.library().isEmpty() : libraries.contains(component.library());
    }

    private void component(Component component, String main, String idf) {
        String version = switch (component.origin()) {
            case IDF -> project.idfVersion();
            case PROJECT -> project.version();
            case MANAGED -> lockedVersions.getOrDefault(component.name(), "");
        };
        String id = add(component.name(), "Component", version, "LIBRARY", null, managedRef(component, version));
        relate(main, "STATIC_LINK", id);
        if (component.origin() == Origin.IDF) {
            relate(idf, "CONTAINS", id);
        } else if (component.origin() == Origin.PROJECT) {
            relate(main, "CONTAINS", id);
        }
    }

    private String idf() {
        String version = project.idfVersion();
        if (!RELEASE.matcher(version).matches()) {
            return add("esp-idf", "Package", version, "FRAMEWORK", null, null);
        }
        return add(
                "esp-idf",
                "Package",
                version,
                "FRAMEWORK",
                "git+https://github.com/espressif/esp-idf.git@" + version,
                "pkg:github/espressif/esp-idf@" + version);
    }

    private String toolchain() {
        String compiler = project.compiler();
        Matcher tools = TOOLS.matcher(compiler);
        return add(
                compiler.isEmpty() ? "toolchain" : compiler.replaceFirst("^.*/", ""),
                "Tool",
                tools.matches() ? tools.group(2) : "",
                "APPLICATION",
                null,
                null);
    }

    private static @Nullable String managedRef(Component component, String version) {
        int split = component.name().indexOf("__");
        if (component.origin() != Origin.MANAGED || split < 1 || version.isEmpty()) {
            return null;
        }
        return "pkg:generic/" + urlWord(component.name().substring(0, split)) + "/"
                + urlWord(component.name().substring(split + 2)) + "@" + urlWord(version);
    }

    private String add(
            String name,
            String kind,
            String version,
            String purpose,
            @Nullable String download,
            @Nullable String packageUrl) {
        String id = ids.of(kind, name);
        packages.add(new Spdx.PackageEntry(
                name,
                id,
                version.isEmpty() ? null : version,
                download == null ? Spdx.NO_ASSERTION : download,
                false,
                Spdx.NO_ASSERTION,
                Spdx.NO_ASSERTION,
                Spdx.NO_ASSERTION,
                purpose,
                packageUrl == null ? null : List.of(new ExternalRef("PACKAGE-MANAGER", "purl", packageUrl))));
        return id;
    }

    private void file(Artifact artifact, String main) {
        String id = ids.of("File", artifact.path());
        files.add(new Spdx.FileEntry(
                "./" + artifact.path(),
                id,
                List.of(new Checksum("SHA1", artifact.sha1()), new Checksum("SHA256", artifact.sha256())),
                List.of("BINARY"),
                Spdx.NO_ASSERTION,
                Spdx.NO_ASSERTION));
        relate(id, "GENERATED_FROM", main);
    }

    private void relate(String from, String type, String to) {
        relationships.add(new Relationship(from, type, to));
    }

    private UUID contentId() {
        return UUID.nameUUIDFromBytes(
                MAPPER.writeValueAsString(List.of(packages, files)).getBytes(StandardCharsets.UTF_8));
    }

    private static String urlWord(String text) {
        return text.replaceAll("[^A-Za-z0-9._~-]", "-");
    }
}
