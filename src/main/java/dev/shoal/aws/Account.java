package dev.shoal.aws;

import dev.shoal.run.Amount;
import dev.shoal.run.Limits;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.Spend;

/// What a run may still spend and has spent, as one small item, for every agent writes it.
///
/// Updates on their own keep up with hundreds of writers where transactions would conflict, but
/// have no request token. So each write leaves its mark in one of a few slots, on condition that
/// the mark isn't there yet; a write that is repeated within a second or so finds its mark.
final class Account {

    static final String TOKENS = "tokens";
    static final String MICROS = "micros";

    private static final int SLOTS = 64;
    private static final int MARK = 10;

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

    static Change taken(RunId run, Amount amount, String mark) {
        return once(run, mark)
                .add(TOKENS, -amount.tokens())
                .add(MICROS, -amount.micros())
                .when("#tokens > :none AND #micros > :none")
                .with("none", Values.number(0))
                .when("#tokens >= :tokens AND #micros >= :micros")
                .with("tokens", Values.number(amount.tokens()))
                .with("micros", Values.number(amount.micros()));
    }

    static Change settled(RunId run, Amount unspent, Spend spent, String mark) {
        return once(run, mark)
                .add(TOKENS, unspent.tokens())
                .add(MICROS, unspent.micros())
                .add("input", spent.inputTokens())
                .add("output", spent.outputTokens())
                .add("usd", spent.micros())
                .when(Change.PRESENT);
    }

    /// The difference between limits; what is left may become less than nothing.
    static Change changed(RunId run, Limits from, Limits to) {
        Amount more = to.budget().amount().minus(from.budget().amount());
        return Change.update(Key.ledger(run))
                .add(TOKENS, more.tokens())
                .add(MICROS, more.micros())
                .when(Change.PRESENT);
    }

    private static Change once(RunId run, String mark) {
        String slot = slot(mark);
        return Change.update(Key.ledger(run))
                .set(slot, shortened(mark))
                .when("attribute_not_exists(#%1$s) OR #%1$s <> :set_%1$s".formatted(slot));
    }

    /// True if the item shows that the write with this mark was done.
    static boolean shows(Item item, String mark) {
        return item.is(slot(mark), shortened(mark));
    }

    private static String slot(String mark) {
        return "m" + Math.floorMod(mark.hashCode(), SLOTS);
    }

    /// The end of a time-ordered name is the random part.
    private static String shortened(String mark) {
        return mark.substring(Math.max(0, mark.length() - MARK));
    }

    static Amount left(Item item) {
        return new Amount(item.number(TOKENS), item.number(MICROS));
    }

    static Spend spent(Item item) {
        return new Spend(item.number("input"), item.number("output"), item.number("usd"));
    }
}
