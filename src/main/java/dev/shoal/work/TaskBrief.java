package dev.shoal.work;

import dev.shoal.run.Cut;
import dev.shoal.run.Fingerprint;
import java.util.List;
import java.util.Optional;

/// All that a worker is told about its task. `paths` are hints, not bounds.
public record TaskBrief(
        String title, String instructions, List<String> paths, Optional<String> acceptance) {

    private static final int TITLE = 500;
    private static final int PATHS = 200;
    private static final int PATH = 300;

    /// What tells two tasks of one plan apart: title and instructions.
    public String fingerprint() {
        return Fingerprint.of("task", title, instructions);
    }

    /// The same for an errand, whose instructions show what changes: its title and paths tell it.
    public String errandprint() {
        return Fingerprint.of("errand", title, String.join("\n", paths));
    }

    /// As stores keep it: over-long texts are cut in the middle and say so, and so many paths are
    /// no hint.
    public TaskBrief toKeep() {
        return new TaskBrief(
                Cut.toKeep(title, TITLE),
                Cut.toKeep(instructions),
                paths.stream().limit(PATHS).map(path -> Cut.toKeep(path, PATH)).toList(),
                acceptance.map(Cut::toKeep));
    }
}
