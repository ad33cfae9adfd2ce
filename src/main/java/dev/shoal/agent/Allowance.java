package dev.shoal.agent;

import dev.shoal.run.Amount;
import dev.shoal.run.Bill;
import dev.shoal.run.Hold;
import dev.shoal.run.Ledger;
import dev.shoal.run.ShoalException;
import dev.shoal.run.Spend;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/// What one agent may spend: chunks of the run's allowance, reserved before they are needed,
/// settled once at the end. The first chunk is small, so that an agent that dies young costs
/// little; each further one is four times as large, so that a long agent writes seldom. The ledger
/// gives less when many want some.
final class Allowance implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Allowance.class);
    private static final long SHARES = 2_000;
    private static final int GROWTH = 4;
    private static final int MOST_GROWN = 5;

    /// What is reserved for so many calls is enough for a usual leg, as most replies are short.
    private static final int CALLS = 4;

    private final Ledger ledger;
    private final Assignment.Identity who;
    private final InstantSource clock;
    private final List<Hold> holds = new ArrayList<>();
    private Amount chunk;
    private Amount reserved = new Amount(0, 0);
    private Spend spent = Spend.NOTHING;
    private long compute;
    private boolean scarce;

    /// `whole` is what the run may spend in all.
    Allowance(Ledger ledger, Assignment.Identity who, Amount whole, InstantSource clock) {
        this.ledger = ledger;
        this.who = who;
        this.clock = clock;
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

    /// For time on machines.
    void charge(long micros) {
        compute += micros;
    }

    /// True once the run had less than was asked for.
    boolean isScarce() {
        return scarce;
    }

    Spend spent() {
        return spent;
    }

    /// Settles, even where the agent was interrupted: what it did is to be paid. A failure is
    /// logged, not thrown: what was reserved then stays spent, and the agent's result is worth more
    /// than the rest.
    @Override
    public void close() {
        if (holds.isEmpty()) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            ledger.settle(who.run(), reserved, new Bill(who.role(), holds, spent, compute));
        } catch (ShoalException e) {
            LOG.warnf(e, "run %s: %s of %s could not be settled", who.run(), spent, reserved);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isCovered(Amount next) {
        Amount left = left();
        return left.tokens() >= next.tokens() && left.micros() >= next.micros();
    }

    private Amount left() {
        Amount models = spent.amount();
        return reserved.minus(new Amount(models.tokens(), models.micros() + compute));
    }

    private boolean reserve(Amount next) {
        Amount left = left();
        Amount least =
                new Amount(
                        Math.max(0, next.tokens() - left.tokens()),
                        Math.max(0, next.micros() - left.micros()));
        Amount most =
                new Amount(
                        next.tokens() == 0 ? 0 : Math.max(chunk.tokens(), CALLS * least.tokens()),
                        next.micros() == 0 ? 0 : Math.max(chunk.micros(), CALLS * least.micros()));
        Hold hold = Hold.of(clock.instant(), who.subject() + " " + who.session(), holds.size());
        return switch (ledger.reserve(who.run(), hold, new Ledger.Wanted(least, most))) {
            case Ledger.Reservation.Exhausted() -> false;
            case Ledger.Reservation.Granted(Amount got) -> {
                take(hold, got);
                scarce = got.tokens() < least.tokens() || got.micros() < least.micros();
                yield true;
            }
        };
    }

    private void take(Hold hold, Amount got) {
        reserved = new Amount(reserved.tokens() + got.tokens(), reserved.micros() + got.micros());
        holds.add(hold);
        if (holds.size() <= MOST_GROWN) {
            chunk = new Amount(chunk.tokens() * GROWTH, chunk.micros() * GROWTH);
        }
    }
}
