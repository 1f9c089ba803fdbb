package dev.aegis.firmware.sbom;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The mandatory fields of SPDX 2.3 (chapters 6 to 11) and the forms that it gives them.
final class SpdxCheck {
    private static final String ID = "SPDXRef-[A-Za-z0-9.-]+";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
    private static final String LOCATION = "NONE|NOASSERTION|(git\\+)?https?://\\S+";
    private static final Set<String> PURPOSES =
            Set.of("APPLICATION", "FRAMEWORK", "LIBRARY", "FIRMWARE", "SOURCE", "OTHER");
    private static final Set<String> RELATIONSHIPS =
            Set.of("DESCRIBES", "DEPENDS_ON", "BUILD_TOOL_OF", "STATIC_LINK", "CONTAINS", "GENERATED_FROM");

    private final List<String> faults = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private SpdxCheck() {}

    static List<String> faults(JsonNode document) {
        SpdxCheck check = new SpdxCheck();
        check.head(document);
        document.path("packages").values().forEach(check::packageFields);
        document.path("files").values().forEach(check::fileFields);
        document.path("relationships").values().forEach(check::relationship);
        return check.faults;
    }

    private void head(JsonNode document) {
        form(document, "spdxVersion", "SPDX-2\\.3");
        form(document, "dataLicense", "CC0-1\\.0");
        form(document, "SPDXID", "SPDXRef-DOCUMENT");
        form(document, "name", ".+");
        form(document, "documentNamespace", "https://[^\\s#]+");
        form(document.path("creationInfo"), "created", TIME);
        form(document.path("creationInfo").path("creators"), 0, "(Person|Organization|Tool): .+");
        ids.add("SPDXRef-DOCUMENT");
        require(document.path("packages").size() > 0, "no packages");
        require(
                document.path("relationships").values().stream()
                        .anyMatch(
                                one -> one.path("relationshipType").asString("").equals("DESCRIBES")),
                "nothing is described");
    }

    private void packageFields(JsonNode one) {
        form(one, "name", ".+");
        id(one);
        form(one, "downloadLocation", LOCATION);
        require(!one.path("filesAnalyzed").asBoolean(true), "files analysed without a verification code");
        require(PURPOSES.contains(one.path("primaryPackagePurpose").asString("")), "unknown purpose in " + one);
        for (JsonNode reference : one.path("externalRefs").values()) {
            form(reference, "referenceCategory", "PACKAGE-MANAGER");
            form(reference, "referenceType", "purl");
            form(reference, "referenceLocator", "pkg:[a-z]+/\\S+@\\S+");
        }
    }

    private void fileFields(JsonNode one) {
        form(one, "fileName", "\\./.+");
        id(one);
        require(
                one.path("checksums").values().stream()
                        .anyMatch(sum -> sum.path("algorithm").asString("").equals("SHA1")
                                && sum.path("checksumValue").asString("").matches("[0-9a-f]{40}")),
                "a file without SHA1");
    }

    private void relationship(JsonNode one) {
        require(RELATIONSHIPS.contains(one.path("relationshipType").asString("")), "unknown relationship in " + one);
        require(ids.contains(one.path("spdxElementId").asString("")), "from nowhere: " + one);
        require(ids.contains(one.path("relatedSpdxElement").asString("")), "to nowhere: " + one);
    }

    private void id(JsonNode one) {
        form(one, "SPDXID", ID);
        require(ids.add(one.path("SPDXID").asString("")), "the id of " + one + " is used twice");
    }

    private void form(JsonNode node, String field, String form) {
        require(node.path(field).asString("").matches(form), field + " is missing or wrong in " + node);
    }

    private void form(JsonNode node, int index, String form) {
        require(node.path(index).asString("").matches(form), "element " + index + " is wrong in " + node);
    }

    private void require(boolean right, String fault) {
        if (!right) {
            faults.add(fault);
        }
    }
}
