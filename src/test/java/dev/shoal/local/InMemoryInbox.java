package dev.shoal.local;

import dev.shoal.run.Inbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A queue that never shows a message again by itself.
final class InMemoryInbox implements Inbox {

    final List<String> deleted = new CopyOnWriteArrayList<>();
    final List<String> putBack = new CopyOnWriteArrayList<>();
    final List<Integer> asked = new CopyOnWriteArrayList<>();
    private final List<Message> waiting = new ArrayList<>();

    synchronized void put(String... bodies) {
        for (String body : bodies) {
            waiting.add(new Message(body, "receipt-" + body, body, 1));
        }
        notifyAll();
    }

    @Override
    public synchronized List<Message> receive(String queue, int most, Duration wait) {
        asked.add(most);
        try {
            long end = System.nanoTime() + wait.toNanos();
            while (waiting.isEmpty() && System.nanoTime() < end) {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Message> some = new ArrayList<>(waiting.subList(0, Math.min(most, waiting.size())));
        waiting.removeAll(some);
        return some;
    }

    @Override
    public synchronized void delete(String queue, Message message) {
        deleted.add(message.id());
        notifyAll();
    }

    @Override
    public synchronized void putBack(String queue, Message message, Duration delay) {
        putBack.add(message.id());
        notifyAll();
    }

    /// Returns when so many messages have been deleted or put back.
    synchronized void awaitHandled(int count) throws InterruptedException {
        while (deleted.size() + putBack.size() < count) {
            wait();
        }
    }
}
