package dev.shoal.remote;

import io.quarkus.qute.TemplateData;

/// What a task is told that settles the conflicts of somebody else's commit: `files` are the files
/// with diff3 markers.
@TemplateData
public record ErrandPrompt(String commit, String target, String files) {}
