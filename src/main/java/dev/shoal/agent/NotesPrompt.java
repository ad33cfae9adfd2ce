package dev.shoal.agent;

import io.quarkus.qute.TemplateData;

/// What the request for notes is rendered with: `last` if the agent's session ends with it.
@TemplateData
public record NotesPrompt(boolean last) {}
