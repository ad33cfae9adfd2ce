package dev.shoal.memory;

import dev.shoal.run.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Dead letters in memory. What is not deleted is received again at once.
public final class InMemoryDeadLetters implements DeadLetters {

    private final List<Letter> letters = new ArrayList<>();
    private int receipts;

    /// The queue gives this message up.
    public synchronized void giveUp(String queue, String body) {
        letters.add(new Letter(queue, "receipt-" + receipts++, body));
    }

    @Override
    public synchronized List<Letter> receive(int most) {
        return Stream.of("plan", "work", "judge", "remote")
                .flatMap(queue -> letters.stream().filter(l -> l.queue().equals(queue)).limit(most))
                .toList();
    }

    @Override
    public synchronized void delete(Letter letter) {
        letters.remove(letter);
    }
}
