package dev.shoal.work;

import dev.shoal.run.RunId;
import dev.shoal.trunk.CommitId;
import java.time.Instant;

/// A finished change that waits to be landed together with others. `id` is time-ordered: of two
/// changes, the one with the lesser id was ready first. `published` if all processes see it, else
/// its own alone does, and its pack is stored with that of the landing.
public record ReadyChange(String id, Held held, Offer offer, Instant at, boolean published) {

    /// One that all processes see.
    public ReadyChange(String id, Held held, Offer offer, Instant at) {
        this(id, held, offer, at, true);
    }

    public RunId run() {
        return held.run();
    }

    boolean wasReadyBefore(ReadyChange other) {
        return id.compareTo(other.id) < 0;
    }

    /// What is to be landed. `commit` stands on some landed commit and is in the pack of that key;
    /// `handoff` and `conflicts` are for [Tasks#land]; `weight` is how many bytes the texts of its
    /// task take, since one landing holds only so many.
    public record Offer(CommitId commit, String pack, String handoff, int conflicts, int weight) {}
}
