package dev.shoal.run;

import java.time.Duration;

/// The queues. Port. Delivery is at least once, in any order.
public interface Announcements {
    /// The longest that a queue holds something back.
    Duration LONGEST = Duration.ofMinutes(15);

    default void send(Announcement announcement) {
        send(announcement, Duration.ZERO);
    }

    /// Delivered not before `delay` has passed; at most 15 minutes, longer ones are cut to that.
    void send(Announcement announcement, Duration delay);
}
