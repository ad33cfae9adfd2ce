package dev.shoal.run;

import java.time.Duration;
import java.util.List;

/// The receiving end of the queues, for local mode, where no event source mapping does it. Port.
public interface Inbox {

    /// Up to `most` (1 to 10) messages of the queue `plan`, `work`, `judge` or `remote`; waits up
    /// to `wait` for the first.
    List<Message> receive(String queue, int most, Duration wait);

    void delete(String queue, Message message);

    /// The message comes again after `delay`.
    void putBack(String queue, Message message, Duration delay);

    /// `count` tells how often it has been received, from 1.
    record Message(String id, String receipt, String body, int count) {}
}
