package dev.shoal.simulation;

import dev.shoal.agent.Prompts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Plays many seeds, on each core some.
final class Seeds {
    private static final int ENOUGH = 10;

    /// Held, since the log manager forgets loggers that nobody holds.
    private static final Logger LOG = Logger.getLogger("dev.shoal");

    private Seeds() {}

    interface Work<T, E extends Exception> {
        T done() throws E;
    }

    /// What many seeds came to: the first failures, and which ways they took.
    record Played(List<Simulation.Result> failures, Paths paths) {}

    /// The first failures, by seed; fewer if there are not that many. `told` hears now and then how
    /// many are done.
    static Played played(long first, long count, LongConsumer told) {
        AtomicLong next = new AtomicLong(first);
        Paths paths = new Paths();
        List<Simulation.Result> failures = Collections.synchronizedList(new ArrayList<>());
        Runnable work =
                () -> {
                    Prompts prompts = Prompts.withoutQuarkus();
                    long seed = next.getAndIncrement();
                    while (seed < first + count && failures.size() < ENOUGH) {
                        play(seed, prompts, failures, paths);
                        told.accept(seed - first + 1);
                        seed = next.getAndIncrement();
                    }
                };
        quietly(() -> together(work));
        failures.sort(Comparator.comparingLong(Simulation.Result::seed));
        return new Played(failures, paths);
    }

    private static void play(
            long seed, Prompts prompts, List<Simulation.Result> failures, Paths paths) {
        Simulation.Result result = Simulation.run(seed, prompts, Trace.quiet());
        paths.add(result.paths());
        if (result.failure().isPresent()) {
            failures.add(result);
        }
    }

    private static boolean together(Runnable work) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            threads.add(Thread.ofPlatform().name("seeds-" + i).start(work));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return true;
    }

    /// One seed, with its trace shown.
    static Simulation.Result shown(long seed, Trace trace) {
        return quietly(() -> Simulation.run(seed, Prompts.withoutQuarkus(), trace));
    }

    /// From 1 on until one fails: how many it took and why, with a tab between. Empty if none of
    /// the first `most` does. Called by name, from outside of the world that this class is in.
    static String hunt(long most) {
        Prompts prompts = Prompts.withoutQuarkus();
        for (long seed = 1; seed <= most; seed++) {
            var failure = Simulation.run(seed, prompts, Trace.quiet()).failure();
            if (failure.isPresent()) {
                return seed + "\t" + failure.get();
            }
        }
        return "";
    }

    /// What goes wrong on purpose isn't logged.
    static <T, E extends Exception> T quietly(Work<T, E> work) throws E {
        Level before = LOG.getLevel();
        LOG.setLevel(Level.OFF);
        try {
            return work.done();
        } finally {
            LOG.setLevel(before);
        }
    }
}
