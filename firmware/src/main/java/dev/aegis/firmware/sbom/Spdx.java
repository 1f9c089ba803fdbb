package dev.aegis.firmware.sbom;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// As much of an SPDX 2.3 document as a firmware needs. The names of the components are those of the standard's JSON
/// schema.
final class Spdx {
    static final String NO_ASSERTION = "NOASSERTION";

    private Spdx() {}

    record Document(
            String spdxVersion,
            String dataLicense,
            @JsonProperty("SPDXID") String id,
            String name,
            String documentNamespace,
            CreationInfo creationInfo,
            List<PackageEntry> packages,
            List<FileEntry> files,
            List<Relationship> relationships) {}

    record CreationInfo(String created, List<String> creators) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PackageEntry(
            String name,
            @JsonProperty("SPDXID") String id,
            @Nullable String versionInfo,
            String downloadLocation,
            boolean filesAnalyzed,
            String licenseConcluded,
            String licenseDeclared,
            String copyrightText,
            String primaryPackagePurpose,
            @Nullable List<ExternalRef> externalRefs) {}

    record ExternalRef(String referenceCategory, String referenceType, String referenceLocator) {}

    record FileEntry(
            String fileName,
            @JsonProperty("SPDXID") String id,
            List<Checksum> checksums,
            List<String> fileTypes,
            String licenseConcluded,
            String copyrightText) {}

    record Checksum(String algorithm, String checksumValue) {}

    record Relationship(String spdxElementId, String relationshipType, String relatedSpdxElement) {}
}
