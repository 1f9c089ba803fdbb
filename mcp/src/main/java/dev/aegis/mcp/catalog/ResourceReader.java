package dev.aegis.mcp.catalog;

import dev.aegis.mcp.call.Call;
import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.ResourceContents;
import java.util.List;
import java.util.Map;

/// Reads a resource.
@FunctionalInterface
public interface ResourceReader {
    /// @param uri what the client asked for
    /// @param variables what stood in the template's places; empty for a fixed resource
    /// @throws ProtocolError by [ProtocolError#unknownResource] where nothing is there
    List<ResourceContents> read(String uri, Map<String, String> variables, Call call) throws Exception;
}
