package dev.shoal.run;

/// What a secret of the user is for.
public enum Credential {
    OPENAI,
    ANTHROPIC,
    GIT
}
