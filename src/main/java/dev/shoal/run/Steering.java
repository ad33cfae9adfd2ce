package dev.shoal.run;

import dev.shoal.run.RunState.Outcome;
import jakarta.enterprise.context.ApplicationScoped;

/// Changes what a run that goes on may use.
@ApplicationScoped
public class Steering {
    private final Runs runs;
    private final Ledger ledger;
    private final RunWatch watch;
    private final RunEnd end;

    public Steering(Runs runs, Ledger ledger, RunWatch watch, RunEnd end) {
        this.runs = runs;
        this.ledger = ledger;
        this.watch = watch;
        this.end = end;
    }

    /// False if the limits are no longer `from`. A run that has reserved more than it now may spend
    /// ends as exhausted: its agents stop, and what they give back is there when it is resumed.
    public boolean limit(RunId run, Limits from, Limits to) {
        boolean changed = runs.limit(run, from, to);
        watch.forget(run);
        Amount left = ledger.left(run);
        if (changed && (left.tokens() < 0 || left.micros() < 0)) {
            end.end(
                    run,
                    Outcome.EXHAUSTED,
                    "the limit of %s was lowered below what is spent and reserved"
                            .formatted(left.tokens() < 0 ? "tokens" : "usd"));
        }
        return changed;
    }
}
