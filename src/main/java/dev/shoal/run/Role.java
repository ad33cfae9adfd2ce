package dev.shoal.run;

import java.util.Locale;

/// What an agent is there for.
public enum Role {
    PLANNER,
    WORKER,
    RECONCILER,
    JUDGE;

    /// As users and transcripts write it: `planner`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
