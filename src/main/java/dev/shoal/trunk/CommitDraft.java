package dev.shoal.trunk;

import java.time.Instant;

/// A commit that is still to be written. History is linear, so there is exactly one parent; only a
/// merge of what somebody pushed upstream gets a second one.
///
/// The same draft always gives the same commit, so writing it again after a crash is harmless. Git
/// keeps whole seconds.
///
/// @param author who made the change; also recorded as its committer
public record CommitDraft(
        TreeId tree, CommitId parent, String author, String email, Instant at, String message) {}
