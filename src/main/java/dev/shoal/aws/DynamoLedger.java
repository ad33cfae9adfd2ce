package dev.shoal.aws;

import dev.shoal.run.Amount;
import dev.shoal.run.Ids;
import dev.shoal.run.Ledger;
import dev.shoal.run.PermanentFault;
import dev.shoal.run.RunId;
import dev.shoal.run.Spend;
import dev.shoal.run.TransientFault;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class DynamoLedger implements Ledger {

    /// How often what is left may shrink between a look and a write.
    private static final int MOST_LOOKS = 100;

    private final TableReader reader;
    private final TableWriter writer;
    private final Ids ids;

    DynamoLedger(TableReader reader, TableWriter writer, Ids ids) {
        this.reader = reader;
        this.writer = writer;
        this.ids = ids;
    }

    /// The first try takes all that is wanted without a look; a denial brings the look.
    @Override
    public Reservation reserve(RunId run, Amount wanted) {
        Amount amount = wanted;
        for (int look = 0; look < MOST_LOOKS; look++) {
            String mark = ids.next();
            switch (writer.update(Account.taken(run, amount, mark))) {
                case Outcome.Done done -> {
                    return new Reservation.Granted(amount);
                }
                case Outcome.Denied denied when Account.shows(denied.found(0), mark) -> {
                    return new Reservation.Granted(amount);
                }
                case Outcome.Denied denied -> {
                    Amount left = Account.left(existing(run, denied.found(0)));
                    if (left.tokens() <= 0 || left.micros() <= 0) {
                        return new Reservation.Exhausted();
                    }
                    amount = least(wanted, left);
                }
            }
        }
        throw new TransientFault("too many want the last of the allowance of run " + run, null);
    }

    private static Amount least(Amount wanted, Amount left) {
        return new Amount(
                Math.min(wanted.tokens(), left.tokens()), Math.min(wanted.micros(), left.micros()));
    }

    @Override
    public void settle(RunId run, Amount reserved, Spend spent) {
        String mark = ids.next();
        Amount unspent = reserved.minus(spent.amount());
        Outcome outcome = writer.update(Account.settled(run, unspent, spent, mark));
        if (outcome instanceof Outcome.Denied denied
                && !Account.shows(existing(run, denied.found(0)), mark)) {
            throw new TransientFault("could not settle on the account of run " + run, null);
        }
    }

    @Override
    public Amount left(RunId run) {
        return Account.left(existing(run, reader.get(Key.ledger(run)).orElse(Item.NONE)));
    }

    private static Item existing(RunId run, Item account) {
        if (!account.exists()) {
            throw new PermanentFault("no such run: " + run, null);
        }
        return account;
    }
}
