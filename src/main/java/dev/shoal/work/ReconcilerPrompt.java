package dev.shoal.work;

import dev.shoal.run.Run;
import io.quarkus.qute.TemplateData;
import java.util.List;

/// What the reconciler's prompt tells: both tasks' texts, and which files are in conflict. `landed`
/// tells what landed in the meantime.
@TemplateData
public record ReconcilerPrompt(
        Run run, Task task, String advice, String handoff, String landed, List<String> files) {
    public String title() {
        return task.brief().title();
    }

    public String instructions() {
        return task.brief().instructions();
    }

    public String verify() {
        return run.goal().verify().map(v -> v.command()).orElse("");
    }
}
