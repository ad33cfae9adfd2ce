package dev.shoal.work;

import dev.shoal.run.Run;
import io.quarkus.qute.TemplateData;

/// What the worker's prompt tells. `advice` is the repository's AGENTS.md; it may be empty.
@TemplateData
public record WorkerPrompt(Run run, Task task, String advice) {
    public String goal() {
        return run.goal().text();
    }

    public String title() {
        return task.brief().title();
    }

    public String instructions() {
        return task.brief().instructions();
    }

    public String paths() {
        return String.join(", ", task.brief().paths());
    }

    public String acceptance() {
        return task.brief().acceptance().orElse("");
    }

    public String verify() {
        return run.goal().verify().map(v -> v.command()).orElse("");
    }

    /// A former leg has handed over.
    public boolean resumed() {
        return task.checkpoint().isPresent();
    }
}
