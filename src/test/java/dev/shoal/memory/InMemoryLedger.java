package dev.shoal.memory;

import dev.shoal.run.Amount;
import dev.shoal.run.Ledger;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.Spend;

public final class InMemoryLedger implements Ledger {

    private final Memory memory;

    InMemoryLedger(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Reservation reserve(RunId run, Amount wanted) {
        return memory.on(run, shelf -> reserve(existing(shelf), wanted));
    }

    private static Reservation reserve(Shelf shelf, Amount wanted) {
        Amount left = shelf.left;
        if (left.tokens() <= 0 || left.micros() <= 0) {
            return new Reservation.Exhausted();
        }
        Amount taken =
                new Amount(
                        Math.min(wanted.tokens(), left.tokens()),
                        Math.min(wanted.micros(), left.micros()));
        shelf.left = left.minus(taken);
        return new Reservation.Granted(taken);
    }

    @Override
    public void settle(RunId run, Amount reserved, Spend spent) {
        memory.on(run, shelf -> settle(existing(shelf), reserved, spent));
    }

    @Override
    public Amount left(RunId run) {
        return memory.on(run, shelf -> existing(shelf).left);
    }

    private static Run settle(Shelf shelf, Amount reserved, Spend spent) {
        shelf.left = shelf.left.minus(spent.amount().minus(reserved));
        Run old = shelf.run();
        shelf.keep(
                new Run(
                        old.id(),
                        old.createdAt(),
                        old.goal(),
                        old.state(),
                        old.spent().plus(spent)));
        return shelf.run();
    }

    private static Shelf existing(Shelf shelf) {
        if (!shelf.holdsRun()) {
            throw new PermanentFault("no such run: " + shelf.id, null);
        }
        return shelf;
    }
}
