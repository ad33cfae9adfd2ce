package dev.shoal.agent;

/// What the request for notes is rendered with: `last` if the agent's session ends with it.
public record NotesPrompt(boolean last) {}
