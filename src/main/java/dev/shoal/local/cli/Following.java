package dev.shoal.local.cli;

import dev.shoal.local.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Follows a run on the terminal to its end, or until Ctrl-C, which loses nothing.
final class Following {

    private final Api api;
    private final List<String> goOn;

    /// `goOn` tells a user who presses Ctrl-C what becomes of the run and how to go on.
    Following(Api api, List<String> goOn) {
        this.api = api;
        this.goOn = goOn;
    }

    /// 0 only for a run that is complete.
    int follow(String id) {
        Screen screen = Terminal.screen();
        AtomicBoolean through = new AtomicBoolean();
        Thread farewell = new Thread(() -> farewell(id, through), "shoal-farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            Clock clock = Clock.systemUTC();
            RunStatus run = new Follower(api, screen, clock).follow(id);
            through.set(true);
            screen.end(Summary.of(run, Words.time(run.elapsed(clock.instant()))));
            return run.isComplete() ? 0 : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted while following " + id, e);
        } finally {
            through.set(true);
        }
    }

    private void farewell(String id, AtomicBoolean through) {
        if (!through.get()) {
            System.out.println();
            goOn.forEach(line -> System.out.println(line.replace("ID", id)));
            System.out.flush();
        }
    }
}
