package dev.shoal.run;

import java.util.List;

/// What the queues gave up, since it was received too often without success. Port.
public interface DeadLetters {

    /// Some of them, at most `most` (1 to 10) from each queue; empty if there are none. What is not
    /// deleted comes again, some time later.
    List<Letter> receive(int most);

    /// Harmless if it is gone already.
    void delete(Letter letter);

    /// `queue` is the queue that gave it up (`work`), `receipt` what it is deleted by.
    record Letter(String queue, String receipt, String body) {}
}
