package dev.shoal.memory;

import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Queues in memory, all in one list: whoever reads decides the order in which things arrive.
public final class InMemoryAnnouncements implements Announcements {

    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final List<Sent> sent = new ArrayList<>();

    public InMemoryAnnouncements(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void send(Announcement announcement, Duration delay) {
        Duration within = delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
        sent.add(new Sent(announcement, clock.instant().plus(within)));
    }

    /// All that was sent and not taken, in the order of sending.
    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    /// Takes the first that may be delivered by now.
    public synchronized Optional<Announcement> poll() {
        Optional<Sent> first =
                sent.stream().filter(s -> !s.notBefore().isAfter(clock.instant())).findFirst();
        first.ifPresent(sent::remove);
        return first.map(Sent::announcement);
    }

    /// Takes this one, such as a simulation picked it.
    public synchronized void take(Sent message) {
        sent.remove(message);
    }

    public record Sent(Announcement announcement, Instant notBefore) {}
}
