package dev.shoal.judge;

import dev.shoal.run.Amount;
import dev.shoal.run.Announcement;
import dev.shoal.run.Announcements;
import dev.shoal.run.Ledger;
import dev.shoal.run.Limits;
import dev.shoal.run.Reins;
import dev.shoal.run.Run;
import dev.shoal.run.RunState;
import dev.shoal.trunk.Trunk;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Lets runs go on: paused ones, and exhausted ones whose limit was raised.
@ApplicationScoped
public class Resumption {
    private final Reins reins;
    private final Cycles cycles;
    private final Ledger ledger;
    private final Trunk trunk;
    private final Findings findings;
    private final Announcements announcements;
    private final InstantSource clock;

    public Resumption(
            Reins reins,
            Cycles cycles,
            Ledger ledger,
            Trunk trunk,
            Findings findings,
            Announcements announcements,
            InstantSource clock) {
        this.reins = reins;
        this.cycles = cycles;
        this.ledger = ledger;
        this.trunk = trunk;
        this.findings = findings;
        this.announcements = announcements;
        this.clock = clock;
    }

    /// Empty if the run is running (or being seeded) now; otherwise why it is not.
    public Optional<String> resume(Run run) {
        if (run.state() instanceof RunState.Ended end
                && end.outcome() == RunState.Outcome.EXHAUSTED) {
            return usedUp(run)
                    .map(
                            limit ->
                                    "the limit of %s is still used up: raise it first"
                                            .formatted(limit))
                    .or(() -> reopened(run));
        }
        return reins.resume(run.id())
                ? Optional.empty()
                : Optional.of("a run that is %s can't be resumed".formatted(run.state().label()));
    }

    private Optional<String> reopened(Run run) {
        List<Cycle> all = cycles.list(run.id());
        int last = all.isEmpty() ? 0 : all.getLast().number();
        if (!cycles.reopen(run.id(), last, next(run, all))) {
            return Optional.of("the run has changed in the meantime: look at it, and try again");
        }
        if (last == 0) {
            announcements.send(new Announcement.SeedRun(run.id()));
        }
        reins.goOn(run.id());
        return Optional.empty();
    }

    /// Where a judge said that the run should go on, and only the limit of cycles kept it.
    private Optional<Cycles.Next> next(Run run, List<Cycle> all) {
        return continued(all)
                .map(
                        verdict ->
                                new Cycles.Next(
                                        trunk.end(run.id()).position(),
                                        Sentence.root(
                                                findings,
                                                run.id(),
                                                all.getLast().number(),
                                                verdict)));
    }

    private static Optional<Verdict.Continue> continued(List<Cycle> all) {
        return all.isEmpty()
                        || !(all.getLast().state()
                                instanceof CycleState.Judged(Verdict.Continue verdict))
                ? Optional.empty()
                : Optional.of(verdict);
    }

    private Optional<String> usedUp(Run run) {
        Limits limits = run.goal().limits();
        Instant end = run.createdAt().plus(Duration.ofHours(limits.budget().hours()));
        Amount left = ledger.left(run.id());
        List<Cycle> all = cycles.list(run.id());
        if (clock.instant().isAfter(end)) {
            return Optional.of("hours");
        }
        if (left.tokens() <= 0 || left.micros() <= 0) {
            return Optional.of(left.tokens() <= 0 ? "tokens" : "usd");
        }
        return continued(all).isPresent() && all.getLast().number() >= limits.cycles()
                ? Optional.of("cycles")
                : Optional.empty();
    }
}
