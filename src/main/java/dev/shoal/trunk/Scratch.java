package dev.shoal.trunk;

import java.nio.file.Path;

/// Where this process may keep files that it can lose.
public record Scratch(Path folder) {}
