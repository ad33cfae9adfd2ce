package dev.shoal.aws;

import dev.shoal.run.Announcement;

/// The queues, one for each function that reads one.
public enum Queue {
    PLAN("plan"),
    WORK("work"),
    JUDGE("judge"),
    REMOTE("remote");

    private final String suffix;

    Queue(String suffix) {
        this.suffix = suffix;
    }

    static Queue of(Announcement announcement) {
        return switch (announcement) {
            case Announcement.RunPlan plan -> PLAN;
            case Announcement.RunTask task -> WORK;
            case Announcement.JudgeCycle cycle -> JUDGE;
            case Announcement.SeedRun seed -> REMOTE;
            case Announcement.MirrorTrunk mirror -> REMOTE;
        };
    }

    /// What its name ends with, and the name of the handler that reads it: `plan`.
    public String suffix() {
        return suffix;
    }
}
