package dev.aegis.espctl.tasks;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aegis.protocol.Required;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The machine of a task, and the bytes that travelled to and from it.
///
/// @param agentId the machine; absent before one has taken the task
/// @param path `direct` or `relay`; absent before a connection
/// @param uploadedBytes bytes of the project that were sent
/// @param downloadedBytes bytes of artifacts that were received
/// @param jobIds the jobs of its grants, the first one first; more than one after a lost connection
/// @param outside the folders and lone files outside the project that were sent with it, relative to it
public record Transfer(
        @Nullable String agentId,
        @Nullable String path,
        long uploadedBytes,
        long downloadedBytes,
        List<String> jobIds,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> outside) {
    static final Transfer NONE = new Transfer(null, null, 0, 0, List.of());

    public Transfer {
        jobIds = Required.list(jobIds);
        outside = Required.list(outside);
    }

    /// Without sources outside the project.
    public Transfer(
            @Nullable String agentId,
            @Nullable String path,
            long uploadedBytes,
            long downloadedBytes,
            List<String> jobIds) {
        this(agentId, path, uploadedBytes, downloadedBytes, jobIds, List.of());
    }

    Transfer connected(String agent, boolean relayed) {
        return new Transfer(agent, relayed ? "relay" : "direct", uploadedBytes, downloadedBytes, jobIds, outside);
    }

    Transfer withOutside(List<String> paths) {
        return new Transfer(agentId, path, uploadedBytes, downloadedBytes, jobIds, paths);
    }

    Transfer withJob(String jobId) {
        List<String> jobs = new ArrayList<>(jobIds);
        jobs.add(jobId);
        return new Transfer(agentId, path, uploadedBytes, downloadedBytes, jobs, outside);
    }

    Transfer withBytes(long uploaded, long downloaded) {
        return new Transfer(agentId, path, uploaded, downloaded, jobIds, outside);
    }
}
