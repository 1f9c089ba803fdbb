package dev.aegis.mcp.catalog;

import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A template for the URIs of many resources.
///
/// @param lister lists the resources that exist now; may be long
/// @param completers the completers of the template's variables
public record ResourceTemplate(
        UriTemplate template,
        String name,
        String description,
        String mimeType,
        ResourceReader reader,
        ResourceWatch watch,
        Supplier<List<ResourceEntry>> lister,
        Map<String, Completer> completers) {
    public ResourceTemplate {
        completers = Map.copyOf(completers);
    }

    public ResourceTemplate(String template, String name, String description, String mimeType, ResourceReader reader) {
        this(new UriTemplate(template), name, description, mimeType, reader, ResourceWatch.NONE, List::of, Map.of());
    }

    public ResourceTemplate watchedBy(ResourceWatch by) {
        return new ResourceTemplate(template, name, description, mimeType, reader, by, lister, completers);
    }

    public ResourceTemplate listedBy(Supplier<List<ResourceEntry>> by) {
        return new ResourceTemplate(template, name, description, mimeType, reader, watch, by, completers);
    }

    public ResourceTemplate completedBy(Map<String, Completer> by) {
        return new ResourceTemplate(template, name, description, mimeType, reader, watch, lister, by);
    }

    public JsonObject json(Revision revision) {
        var json = JsonObject.of("uriTemplate", template.text(), "name", name);
        if (revision.atLeast(Revision.V2025_06_18)) {
            json = json.with("title", name);
        }
        return json.with("description", description).with("mimeType", mimeType);
    }
}
