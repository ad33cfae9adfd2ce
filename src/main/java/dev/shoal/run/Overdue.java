package dev.shoal.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What should have moved and has not. Port for the sweeper. Costs in proportion to what is stuck.
public interface Overdue {

    /// How long something that is ready, or waits and may be woken, is left to its own
    /// announcement.
    Duration UNANNOUNCED = Duration.ofMinutes(2);

    /// How long after the end of its lease a claimed thing is left alone.
    Duration MARGIN = Duration.ofSeconds(5);

    /// How long something that was taken here is left alone at first: twice as long each time it is
    /// taken again before anybody claims it, [#LONGEST] at most. Else ten thousand that wait for a
    /// worker would be announced each minute.
    Duration AGAIN = Duration.ofMinutes(1);

    Duration LONGEST = Duration.ofHours(1);

    /// How often a holder may be killed before that costs an attempt: it is seldom the fault of
    /// what it held. Not for ever, since it may be.
    int FREE_KILLS = 10;

    /// What is ready and unannounced for too long, claimed and past its lease, or a plan that waits
    /// though it may be woken (its claim is then `Gone`; the handler calls `wake`); at most
    /// `limit`. A cycle is looked for from the end of its root plan on, a run while it is being
    /// seeded. Each is put off, see [#AGAIN], so that the next sweep does not see it again at once.
    /// Eventually consistent; of two sweeps at once, one gets it.
    List<Announcement> take(RunId run, Instant now, int limit);

    /// All that has begun and not ended, be it ready, claimed or waiting; at most `limit`. Nothing
    /// is put off by it: for a run that goes on, whose announcements were dropped in the meantime.
    /// Eventually consistent.
    List<Announcement> unfinished(RunId run, int limit);

    /// Ends the leases of all that is claimed, for when whoever held a claim is known to be dead.
    /// Returns what was claimed, and makes it due at once. Their next claim costs no attempt, up to
    /// [#FREE_KILLS] times. What is ready is left alone: its announcement is in a queue, or else
    /// [#take] finds it. So the writes are as many as the claims, however much is ready.
    List<Announcement> expire(RunId run);
}
