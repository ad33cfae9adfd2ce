package dev.shoal.memory;

import dev.shoal.run.Amount;
import dev.shoal.run.Bill;
import dev.shoal.run.Hold;
import dev.shoal.run.Ledger;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.Role;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.Spend;
import dev.shoal.run.Spending;
import java.util.EnumMap;
import java.util.Map;

public final class InMemoryLedger implements Ledger {

    private final Memory memory;

    InMemoryLedger(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Reservation reserve(RunId run, Hold hold, Wanted wanted) {
        return memory.on(run, shelf -> reserve(existing(shelf), hold, wanted));
    }

    private static Reservation reserve(Shelf shelf, Hold hold, Wanted wanted) {
        Amount left = shelf.left;
        if (left.tokens() <= 0 || left.micros() <= 0) {
            return new Reservation.Exhausted();
        }
        Amount taken = wanted.share(left, shelf.holds.size());
        shelf.holds.add(hold);
        shelf.left = left.minus(taken);
        return new Reservation.Granted(taken);
    }

    @Override
    public void settle(RunId run, Amount reserved, Bill bill) {
        memory.on(run, shelf -> settle(existing(shelf), reserved, bill));
    }

    @Override
    public Amount left(RunId run) {
        return memory.on(run, shelf -> existing(shelf).left);
    }

    @Override
    public Spending spending(RunId run) {
        return memory.on(
                run,
                shelf -> {
                    Map<Role, Spend> byRole = new EnumMap<>(Role.class);
                    for (Role role : Role.values()) {
                        byRole.put(role, existing(shelf).byRole.getOrDefault(role, Spend.NOTHING));
                    }
                    return new Spending(byRole, shelf.compute);
                });
    }

    private static Shelf settle(Shelf shelf, Amount reserved, Bill bill) {
        if (!shelf.holds.contains(bill.holds().getFirst())) {
            return shelf;
        }
        bill.holds().forEach(shelf.holds::remove);
        shelf.left = shelf.left.minus(bill.amount().minus(reserved));
        shelf.byRole.merge(bill.role(), bill.models(), Spend::plus);
        shelf.compute += bill.compute();
        Run old = shelf.run();
        Spend spent = old.spent().plus(bill.models()).plus(new Spend(0, 0, bill.compute()));
        shelf.keep(new Run(old.id(), old.createdAt(), old.goal(), old.state(), spent));
        return shelf;
    }

    private static Shelf existing(Shelf shelf) {
        if (!shelf.holdsRun()) {
            throw new PermanentFault("no such run: " + shelf.id, null);
        }
        return shelf;
    }
}
