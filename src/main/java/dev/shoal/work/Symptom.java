package dev.shoal.work;

import dev.shoal.agent.Workspace;
import dev.shoal.run.Fingerprint;
import java.util.Optional;

/// A failure as the output of a command shows it: the file that it names, from the repository's
/// root, and what is wrong there, without what differs from one time to the next (line numbers,
/// addresses, durations, scratch folders). Two tasks with the same symptom met the same failure.
public record Symptom(String file, String error) {

    /// The first failure that is in a file as the agent found it. What is in a file that the agent
    /// changed is its own affair, and what names no file is told apart by nothing.
    static Optional<Symptom> in(String output, Workspace workspace) {
        return new SymptomReader(workspace).first(output);
    }

    public String fingerprint() {
        return Fingerprint.of("break", file, error);
    }
}
