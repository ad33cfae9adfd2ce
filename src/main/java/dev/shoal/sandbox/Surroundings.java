package dev.shoal.sandbox;

import java.nio.file.Path;

/// Where commands run: `folder` holds a scratch folder for each scope (users that commands run as
/// must be able to reach it), `path` is the `PATH` they get.
public record Surroundings(Path folder, String path) {}
