package dev.shoal.work;

import io.quarkus.qute.TemplateData;

/// What a task is told that mends a failure which several tasks met: `output` is what one of them
/// saw of `command`, `before` how often it was mended before.
@TemplateData
public record MendPrompt(Symptom symptom, String command, String output, int before) {
    public String file() {
        return symptom.file();
    }

    public String error() {
        return symptom.error();
    }
}
