package dev.shoal.agent;

import dev.shoal.run.Amount;
import dev.shoal.run.Ledger;
import dev.shoal.run.RunId;
import dev.shoal.run.ShoalException;
import dev.shoal.run.Spend;
import org.jboss.logging.Logger;

/// What one agent may spend: chunks of the run's allowance, reserved before they are needed,
/// settled once at the end. The first chunk is small, so that hundreds of agents that start
/// together don't starve each other; each further one is twice as large, so that a long agent
/// writes seldom.
final class Allowance implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Allowance.class);
    private static final long SHARES = 2_000;
    private static final long MOST_DOUBLINGS = 4;

    private final Ledger ledger;
    private final RunId run;
    private Amount chunk;
    private int doublings;
    private Amount reserved = new Amount(0, 0);
    private Spend spent = Spend.NOTHING;
    private boolean scarce;

    /// `whole` is what the run may spend in all.
    Allowance(Ledger ledger, RunId run, Amount whole) {
        this.ledger = ledger;
        this.run = run;
        this.chunk = new Amount(whole.tokens() / SHARES, whole.micros() / SHARES);
    }

    /// True if the next model call, that may cost `next`, is reserved; false if the run has no
    /// more.
    boolean covers(Amount next) {
        return isCovered(next) || (reserve(next) && isCovered(next));
    }

    void charge(Spend cost) {
        spent = spent.plus(cost);
    }

    /// True once the run had less than was asked for.
    boolean isScarce() {
        return scarce;
    }

    Spend spent() {
        return spent;
    }

    /// Settles. A failure is logged, not thrown: what was reserved then stays spent, and the
    /// agent's result is worth more than the rest.
    @Override
    public void close() {
        if (reserved.equals(new Amount(0, 0)) && spent.equals(Spend.NOTHING)) {
            return;
        }
        try {
            ledger.settle(run, reserved, spent);
        } catch (ShoalException e) {
            LOG.warnf(e, "run %s: %s of %s could not be settled", run, spent, reserved);
        }
    }

    private boolean isCovered(Amount next) {
        Amount left = left();
        return left.tokens() >= next.tokens() && left.micros() >= next.micros();
    }

    private Amount left() {
        return reserved.minus(spent.amount());
    }

    private boolean reserve(Amount next) {
        Amount left = left();
        Amount wanted =
                new Amount(
                        wanted(next.tokens(), left.tokens(), chunk.tokens()),
                        wanted(next.micros(), left.micros(), chunk.micros()));
        return switch (ledger.reserve(run, wanted)) {
            case Ledger.Reservation.Exhausted() -> false;
            case Ledger.Reservation.Granted(Amount got) -> {
                take(got);
                scarce = got.tokens() < wanted.tokens() || got.micros() < wanted.micros();
                yield true;
            }
        };
    }

    private void take(Amount got) {
        reserved = plus(reserved, got);
        if (doublings < MOST_DOUBLINGS) {
            doublings++;
            chunk = plus(chunk, chunk);
        }
    }

    /// Nothing of what there is enough of; else a chunk, or twice the next call if that is more.
    private static long wanted(long next, long left, long chunk) {
        return left >= next ? 0 : Math.max(chunk, 2 * next - left);
    }

    private static Amount plus(Amount one, Amount other) {
        return new Amount(one.tokens() + other.tokens(), one.micros() + other.micros());
    }
}
