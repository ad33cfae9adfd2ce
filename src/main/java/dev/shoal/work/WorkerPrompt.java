package dev.shoal.work;

import dev.shoal.run.Run;
import io.quarkus.qute.TemplateData;

/// What the worker's prompt tells. `advice` is the repository's AGENTS.md, `notes` what a former
/// leg wrote down; both may be empty.
@TemplateData
public record WorkerPrompt(Run run, Task task, String advice, String notes) {
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

    public int turns() {
        return run.goal().limits().perTask().turns();
    }
}
