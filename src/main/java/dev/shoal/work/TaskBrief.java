package dev.shoal.work;

import java.util.List;
import java.util.Optional;

/// All that a worker is told about its task. `paths` are hints, not bounds.
public record TaskBrief(
        String title, String instructions, List<String> paths, Optional<String> acceptance) {}
