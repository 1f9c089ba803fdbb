package dev.aegis.mcp.catalog;

/// A resource at a fixed address.
public record Resource(ResourceEntry entry, ResourceReader reader, ResourceWatch watch) {
    public Resource(ResourceEntry entry, ResourceReader reader) {
        this(entry, reader, ResourceWatch.NONE);
    }
}
