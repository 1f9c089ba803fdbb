package dev.aegis.mcp.method;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.ResourceContents;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.Resource;
import dev.aegis.mcp.catalog.ResourceEntry;
import dev.aegis.mcp.catalog.ResourceTemplate;
import dev.aegis.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The methods under `resources/`.
final class ResourceMethods {
    private final Catalog catalog;
    private final Pages pages;

    ResourceMethods(Catalog catalog, Pages pages) {
        this.catalog = catalog;
        this.pages = pages;
    }

    JsonObject list(CallContext call) throws ProtocolError {
        requireResources(call);
        List<ResourceEntry> entries = new ArrayList<>();
        catalog.resources().forEach(resource -> entries.add(resource.entry()));
        catalog.templates().forEach(template -> entries.addAll(template.lister().get()));
        return pages.page(
                "resources", entries, ResourceEntry::uri, entry -> entry.json(call.revision()), call.params());
    }

    JsonObject templates(CallContext call) throws ProtocolError {
        requireResources(call);
        return pages.page(
                "resourceTemplates",
                catalog.templates(),
                template -> template.template().text(),
                template -> template.json(call.revision()),
                call.params());
    }

    JsonObject read(CallContext call) throws Exception {
        requireResources(call);
        String uri = uri(call);
        Optional<Resource> fixed = catalog.resource(uri);
        if (fixed.isPresent()) {
            return contents(fixed.get().reader().read(uri, Map.of(), call));
        }
        for (ResourceTemplate template : catalog.templates()) {
            Optional<Map<String, String>> variables = template.template().match(uri);
            if (variables.isPresent()) {
                return contents(template.reader().read(uri, variables.get(), call));
            }
        }
        throw ProtocolError.resourceNotFound(uri);
    }

    private static JsonObject contents(List<ResourceContents> contents) {
        return JsonObject.of(
                "contents", contents.stream().map(ResourceContents::json).toList());
    }

    JsonObject subscribe(CallContext call) throws ProtocolError {
        requireResources(call);
        String uri = uri(call);
        if (!exists(catalog, uri)) {
            throw ProtocolError.resourceNotFound(uri);
        }
        call.connection().subscribe(uri);
        return JsonObject.EMPTY;
    }

    JsonObject unsubscribe(CallContext call) throws ProtocolError {
        requireResources(call);
        call.connection().unsubscribe(uri(call));
        return JsonObject.EMPTY;
    }

    static boolean exists(Catalog catalog, String uri) {
        return catalog.resource(uri).isPresent()
                || catalog.templates().stream()
                        .anyMatch(template -> template.template().match(uri).isPresent());
    }

    private static String uri(CallContext call) throws ProtocolError {
        return call.params()
                .findText("uri")
                .orElseThrow(() -> ProtocolError.invalidParams("uri, the resource's address, is missing"));
    }

    private void requireResources(CallContext call) throws ProtocolError {
        if (!Capabilities.hasResources(catalog)) {
            throw ProtocolError.methodNotFound(call.request().method());
        }
    }
}
