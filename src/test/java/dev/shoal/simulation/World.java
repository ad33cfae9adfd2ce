package dev.shoal.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Lets lives take turns on one thread, in virtual time. Whoever sleeps lets others go on.
final class World implements InstantSource {
    /// The name of those who do what a user asks for.
    static final String USER = "user";

    final Chance chance;
    final Weather weather;
    final Trace trace;
    final Timeline time = new Timeline();
    private @Nullable Life current;
    private @Nullable Throwable failure;
    private int lives;
    private int alive;
    private boolean unsaid;

    World(Chance chance, Weather weather, Trace trace) {
        this.chance = chance;
        this.weather = weather;
        this.trace = trace;
    }

    /// The time as the life that runs now sees it.
    @Override
    public Instant instant() {
        return time.instant(current == null ? 0 : current.machine.skew);
    }

    /// The life that runs now.
    Life current() {
        if (current == null) {
            throw new IllegalStateException("nobody is alive here");
        }
        return current;
    }

    int alive() {
        return alive;
    }

    /// True if somebody died at what a user had asked for: no message comes again for it.
    boolean unsaid() {
        return unsaid;
    }

    /// How many there have been.
    int lives() {
        return lives;
    }

    void begin(String name, Life.Machine machine, Duration most, Runnable body, Runnable ended) {
        long deadline = time.now() + Timeline.micros(most);
        Life life = new Life(++lives, name, deadline, machine, body);
        alive++;
        resume(life, ended);
    }

    private void resume(Life life, Runnable ended) {
        if (!life.zombie && time.now() > life.deadline) {
            dies(life, "at its deadline");
        }
        if (!life.dead) {
            current = life;
            goOn(life);
            current = null;
        }
        if (life.dead || life.coroutine.isDone()) {
            alive--;
            if (!life.dead) {
                ended.run();
            }
        } else if (failure == null) {
            time.in(wakesIn, () -> resume(life, ended));
        }
    }

    private long wakesIn;

    private void goOn(Life life) {
        try {
            life.coroutine.resume();
        } catch (Throwable e) {
            failure = failure == null ? e : failure;
            life.dead = true;
        }
    }

    /// Lets others go on for so many microseconds.
    void sleep(long micros) {
        wakesIn = micros;
        Coroutine.leave();
    }

    /// The life that runs now ends here, as if its power was cut. Doesn't return.
    void die(String why) {
        Life life = current();
        dies(life, why);
        Coroutine.leave();
        throw new IllegalStateException("went on after death: " + life);
    }

    private void dies(Life life, String why) {
        life.dead = true;
        unsaid |= life.name.equals(USER);
        trace.step(time.now(), life.number, 1, () -> life + " dies " + why);
    }

    void failed(Throwable e) {
        failure = failure == null ? e : failure;
    }

    @Nullable Throwable failure() {
        return failure;
    }
}
