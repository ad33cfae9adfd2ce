package dev.shoal.lambda;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// Ends processes at random, a bounded number of them: by SIGKILL, or by letting them hang until
/// their timeout kills them. The seed decides when and, as far as the machine's pace allows, whom.
final class Killer implements AutoCloseable {

    private final PlayedCloud cloud;
    private final Random chance;
    private final Duration between;
    private final AtomicInteger killed = new AtomicInteger();
    private final Thread thread;

    private Killer(PlayedCloud cloud, long seed, int most, Duration between) {
        this.cloud = cloud;
        this.chance = new Random(seed);
        this.between = between;
        this.thread = Thread.ofVirtual().start(() -> killUpTo(most));
    }

    /// Kills about every `between`.
    static Killer start(PlayedCloud cloud, long seed, int most, Duration between) {
        return new Killer(cloud, seed, most, between);
    }

    private void killUpTo(int most) {
        try {
            while (killed.get() < most) {
                Thread.sleep(between.dividedBy(2).plusMillis(chance.nextLong(between.toMillis())));
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Rather one that is at work, for that is where it hurts.
    private void kill() {
        List<Instance> all = cloud.victims();
        List<Instance> busy = all.stream().filter(i -> !i.isIdle()).toList();
        List<Instance> choice = busy.isEmpty() || chance.nextInt(4) == 0 ? all : busy;
        if (choice.isEmpty()) {
            return;
        }
        Instance victim = choice.get(chance.nextInt(choice.size()));
        if (chance.nextInt(4) == 0) {
            victim.hang();
        } else {
            victim.kill();
        }
        killed.incrementAndGet();
    }

    int killed() {
        return killed.get();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
