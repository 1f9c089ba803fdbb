package dev.aegis.mcp.catalog;

import dev.aegis.mcp.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A task that the program keeps, such as a build in another process, as it is now.
///
/// @param message the status in words; most clients do not show it to a model
/// @param timeToLive how long the task is kept after it was created
/// @param result of a completed task. It must be complete in itself: a model may see only this and the task's id
public record KeptTask(
        String id,
        Status status,
        String message,
        Instant createdAt,
        Instant updatedAt,
        Duration timeToLive,
        @Nullable ToolResult result) {
    /// The status of a kept task. A failure of the work itself is a result.
    public enum Status {
        WORKING,
        COMPLETED,
        CANCELLED
    }
}
