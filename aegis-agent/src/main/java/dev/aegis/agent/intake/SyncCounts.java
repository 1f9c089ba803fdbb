package dev.aegis.agent.intake;

/// The counts of a finished sync.
///
/// @param files files of the project
/// @param written files that were new or different
/// @param removed files that the project has no longer
public record SyncCounts(int files, int written, int removed) {}
