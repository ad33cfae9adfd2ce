package dev.shoal.plan;

import java.util.Set;

/// What a plan created, by id (tasks and sub-plans alike): how many in all, which have not ended
/// (`open`), and of which ended ones the planner has read the handoff (`heard`). `summary` is what
/// the planner wrote down for itself at the end of its last round.
public record Children(int created, Set<String> open, Set<String> heard, String summary) {
    public static final Children NONE = new Children(0, Set.of(), Set.of(), "");
}
