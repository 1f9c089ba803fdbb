package dev.aegis.mcp.catalog;

import dev.aegis.mcp.call.Call;
import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.ResourceContents;
import java.util.List;
import java.util.Map;

/// Reads a resource.
@FunctionalInterface
public interface ResourceReader {
    /// @param uri the requested URI
    /// @param variables the values of the template's variables; empty for a fixed resource
    /// @throws ProtocolError made by [ProtocolError#resourceNotFound] if there is no such resource
    List<ResourceContents> read(String uri, Map<String, String> variables, Call call) throws Exception;
}
