package dev.shoal.run;

import java.time.Instant;
import java.util.List;

/// What should have moved and has not. Port for the sweeper. Costs in proportion to what is stuck.
public interface Overdue {

    /// What is ready and unannounced for too long, or claimed and past its lease, at most `limit`;
    /// each is put off by a minute, so that the next sweep does not see it again at once.
    /// Eventually consistent.
    List<Announcement> take(RunId run, Instant now, int limit);
}
