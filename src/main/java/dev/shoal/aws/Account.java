package dev.shoal.aws;

import dev.shoal.run.Amount;
import dev.shoal.run.Bill;
import dev.shoal.run.Hold;
import dev.shoal.run.Limits;
import dev.shoal.run.Role;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.Spend;
import dev.shoal.run.Spending;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a run may still spend and has spent, as one small item, for every agent writes it.
///
/// Updates on their own keep up with hundreds of writers where transactions would conflict, but
/// have no request token. So the item names the reservations that are open: one is made only if it
/// is not there yet, and settled only as long as it is. Either is then done once, however often it
/// is tried.
final class Account {

    static final String TOKENS = "tokens";
    static final String MICROS = "micros";
    private static final String HELD = "held";
    private static final String COMPUTE = "compute";

    private Account() {}

    static Item fresh(Run run) {
        Amount all = run.goal().limits().budget().amount();
        return Item.at(Key.ledger(run.id()))
                .put(TOKENS, all.tokens())
                .put(MICROS, all.micros())
                .put("input", 0)
                .put("output", 0)
                .put("usd", 0);
    }

    static Change taken(RunId run, Amount amount, Hold hold) {
        return Change.update(Key.ledger(run))
                .add(TOKENS, -amount.tokens())
                .add(MICROS, -amount.micros())
                .add(HELD, List.of(hold.id()))
                .when("NOT contains(#held, :hold)")
                .with("hold", hold.id())
                .when("#tokens > :none AND #micros > :none")
                .with("none", Values.number(0))
                .when("#tokens >= :tokens AND #micros >= :micros")
                .with("tokens", Values.number(amount.tokens()))
                .with("micros", Values.number(amount.micros()));
    }

    /// All holds of a bill are open, or none: the first one tells.
    static Change settled(RunId run, Amount reserved, Bill bill) {
        Amount unspent = reserved.minus(bill.amount());
        Spend spent = bill.models();
        String role = bill.role().label();
        List<String> holds = bill.holds().stream().map(Hold::id).toList();
        return Change.update(Key.ledger(run))
                .add(TOKENS, unspent.tokens())
                .add(MICROS, unspent.micros())
                .add("input", spent.inputTokens())
                .add("output", spent.outputTokens())
                .add("usd", bill.amount().micros())
                .add(role + "Input", spent.inputTokens())
                .add(role + "Output", spent.outputTokens())
                .add(role + "Usd", spent.micros())
                .add(COMPUTE, bill.compute())
                .takeAll(HELD, holds)
                .when("contains(#held, :hold)")
                .with("hold", holds.getFirst());
    }

    static Change forgotten(RunId run, Collection<String> holds) {
        return Change.update(Key.ledger(run)).takeAll(HELD, holds);
    }

    /// The difference between limits; what is left may become less than nothing.
    static Change changed(RunId run, Limits from, Limits to) {
        Amount more = to.budget().amount().minus(from.budget().amount());
        return Change.update(Key.ledger(run))
                .add(TOKENS, more.tokens())
                .add(MICROS, more.micros())
                .when(Change.PRESENT);
    }

    static boolean isOpen(Item item, Hold hold) {
        return item.set(HELD).contains(hold.id());
    }

    static List<String> heldBefore(Item item, Instant time) {
        return item.set(HELD).stream().filter(id -> new Hold(id).since().isBefore(time)).toList();
    }

    static int holders(Item item) {
        return item.set(HELD).size();
    }

    static Amount left(Item item) {
        return new Amount(item.number(TOKENS), item.number(MICROS));
    }

    static Spend spent(Item item) {
        return new Spend(item.number("input"), item.number("output"), item.number("usd"));
    }

    static Spending spending(Item item) {
        Map<Role, Spend> byRole = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            String name = role.label();
            byRole.put(
                    role,
                    new Spend(
                            item.count(name + "Input"),
                            item.count(name + "Output"),
                            item.count(name + "Usd")));
        }
        return new Spending(byRole, item.count(COMPUTE));
    }
}
