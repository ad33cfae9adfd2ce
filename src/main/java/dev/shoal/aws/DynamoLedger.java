package dev.shoal.aws;

import dev.shoal.run.Amount;
import dev.shoal.run.Bill;
import dev.shoal.run.Hold;
import dev.shoal.run.Ledger;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.RunId;
import dev.shoal.run.Spending;
import dev.shoal.run.TransientFault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

@ApplicationScoped
public class DynamoLedger implements Ledger {

    /// How often what is left may shrink between a look and a write.
    private static final int MOST_LOOKS = 100;

    /// So many reservations of the dead are left on the item before they are taken off: its size is
    /// what a write costs.
    private static final int MOST_DEAD = 64;

    private final TableReader reader;
    private final TableWriter writer;
    private final InstantSource clock;

    DynamoLedger(TableReader reader, TableWriter writer, InstantSource clock) {
        this.reader = reader;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public Reservation reserve(RunId run, Hold hold, Wanted wanted) {
        Item seen = account(run);
        forgetTheDead(run, seen);
        for (int look = 0; look < MOST_LOOKS; look++) {
            Amount left = Account.left(seen);
            if (left.tokens() <= 0 || left.micros() <= 0) {
                return new Reservation.Exhausted();
            }
            Amount amount = wanted.share(left, Account.holders(seen));
            switch (writer.update(Account.taken(run, amount, hold))) {
                case Outcome.Done done -> {
                    return new Reservation.Granted(amount);
                }
                case Outcome.Denied denied when Account.isOpen(denied.found(0), hold) -> {
                    return new Reservation.Granted(amount);
                }
                case Outcome.Denied denied -> seen = existing(run, denied.found(0));
            }
        }
        throw new TransientFault("too many want the last of the allowance of run " + run, null);
    }

    private void forgetTheDead(RunId run, Item account) {
        List<String> dead = Account.heldBefore(account, clock.instant().minus(FORGOTTEN));
        if (dead.size() >= MOST_DEAD) {
            writer.update(Account.forgotten(run, dead));
        }
    }

    /// Denied if it was settled before, or is forgotten: either way there is nothing to do.
    @Override
    public void settle(RunId run, Amount reserved, Bill bill) {
        if (writer.update(Account.settled(run, reserved, bill)) instanceof Outcome.Denied denied) {
            existing(run, denied.found(0));
        }
    }

    @Override
    public Amount left(RunId run) {
        return Account.left(account(run));
    }

    @Override
    public Spending spending(RunId run) {
        return Account.spending(account(run));
    }

    private Item account(RunId run) {
        return existing(run, reader.get(Key.ledger(run)).orElse(Item.NONE));
    }

    private static Item existing(RunId run, Item account) {
        if (!account.exists()) {
            throw new PermanentFault("no such run: " + run, null);
        }
        return account;
    }
}
