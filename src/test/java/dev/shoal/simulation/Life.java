package dev.shoal.simulation;

/// One process from the call that it handles to the end of it, or to its death.
final class Life {
    final int number;
    final String name;

    /// When it is killed.
    final long deadline;

    final Coroutine coroutine;

    /// It was paused, and goes on beyond its deadline as if nothing had happened.
    boolean zombie;

    boolean dead;

    /// Tokens that it took from the allowance and has not given back.
    long reserved;

    final Machine machine;

    Life(int number, String name, long deadline, Machine machine, Runnable body) {
        this.machine = machine;
        this.number = number;
        this.name = name;
        this.deadline = deadline;
        this.coroutine = new Coroutine(body);
    }

    @Override
    public String toString() {
        return name + "/" + number;
    }

    /// What the lives of one process have in common, one after the other: by how many microseconds
    /// its clock is wrong, and what it knows of whether the run goes on. `excused` is what it has
    /// used since that look on calls that are made between it and a model call.
    static final class Machine {
        final long skew;
        long looked = -1;
        boolean running;
        long excused;

        Machine(Chance chance) {
            skew = chance.from(-5_000_000, 5_000_000);
        }
    }
}
