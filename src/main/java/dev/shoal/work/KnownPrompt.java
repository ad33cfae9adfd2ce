package dev.shoal.work;

import dev.shoal.run.TaskId;
import io.quarkus.qute.TemplateData;

/// What a worker is told of a failure that others have met, too. `apart`: its files could not be
/// brought up to the trunk's end.
@TemplateData
public record KnownPrompt(Symptom symptom, Standing standing, boolean apart) {
    public String file() {
        return symptom.file();
    }

    public String error() {
        return symptom.error();
    }

    public boolean isOwn() {
        return standing instanceof Standing.Own;
    }

    public boolean isUnattended() {
        return standing instanceof Standing.Unattended;
    }

    /// The task that mends it now; empty if none does.
    public String mender() {
        return standing instanceof Standing.BeingMended(TaskId by) ? by.value() : "";
    }

    /// The task that has mended it on the trunk; empty if none has.
    public String mended() {
        return standing instanceof Standing.Mended(TaskId by) ? by.value() : "";
    }

    /// Who looked at it and found nothing.
    public String looked() {
        return standing instanceof Standing.Unfounded(TaskId by, String handoff) ? by.value() : "";
    }

    /// What they said.
    public String finding() {
        return standing instanceof Standing.Unfounded(TaskId by, String handoff) ? handoff : "";
    }
}
