package dev.aegis.mcp.method;

import dev.aegis.mcp.tool.ToolFilter;
import dev.aegis.mcp.tool.ToolSpelling;
import java.time.Duration;

/// How tools, resources and prompts are listed.
///
/// @param spelling how the names of tools are written
/// @param filter leaves tools out
/// @param pageSize entries of a list in one answer. Large, as some clients read only the first page
/// @param freshness how long a client may reuse a list
public record ListSettings(ToolSpelling spelling, ToolFilter filter, int pageSize, Duration freshness) {}
