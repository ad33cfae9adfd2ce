package dev.shoal.simulation;

import static dev.shoal.simulation.Violation.unless;

import dev.shoal.run.Amount;
import dev.shoal.run.Bill;
import dev.shoal.run.Hold;
import dev.shoal.run.Ledger;
import dev.shoal.run.Run;
import java.util.HashSet;
import java.util.Set;

/// 7: what was reserved, given back and used. Keeps the books of the allowance beside those of the
/// ledger: what is left changes only by who reserves, by who settles what is still reserved, and
/// with the limit. What a dead agent had reserved is spent.
final class Purse {
    private final Set<Hold> open = new HashSet<>();
    private long limit;
    private long left;
    private long most;
    private long used;

    /// What was really used, written down or not, stays within the limit; or, where the limit was
    /// lowered, within what was spent or reserved by then.
    void use(long tokens) {
        used += tokens;
        unless(used <= most, "7: %d of %d tokens are used", used, most);
    }

    void seen(Crossing.Call call, Object result) {
        if (result instanceof Ledger.Reservation.Granted(Amount amount)) {
            call.by().reserved += amount.tokens();
            open.add((Hold) call.with()[1]);
            left -= amount.tokens();
        } else if (call.name().equals("InMemoryLedger.settle")) {
            settled(call, ((Amount) call.with()[1]).tokens(), (Bill) call.with()[2]);
        }
    }

    /// An agent gives back no more than it took, and once.
    private void settled(Crossing.Call call, long back, Bill bill) {
        unless(
                back <= call.by().reserved,
                "7: %s gives back %d of the %d that it took",
                call.by(),
                back,
                call.by().reserved);
        call.by().reserved -= back;
        if (open.contains(bill.holds().getFirst())) {
            bill.holds().forEach(open::remove);
            left += back - bill.amount().tokens();
        }
    }

    /// What is written down agrees with that.
    void check(Crossing.Call call, Run now, Amount written) {
        long asked = now.goal().limits().budget().tokens();
        if (asked != limit) {
            most = Math.max(asked, limit - left);
            left += asked - limit;
            limit = asked;
        }
        unless(
                now.spent().amount().tokens() <= most,
                "7: %s of %d tokens are spent",
                now.spent(),
                most);
        unless(
                written.tokens() == left,
                "7: %d tokens are left, but it should be %d: %s",
                written.tokens(),
                left,
                call);
    }
}
