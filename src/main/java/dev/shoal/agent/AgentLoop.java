package dev.shoal.agent;

import dev.langchain4j.model.chat.ChatModel;
import dev.shoal.run.Amount;
import dev.shoal.run.Ledger;
import dev.shoal.run.Refused;
import dev.shoal.run.RunId;
import dev.shoal.run.RunWatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Runs agents: a model, its tools, a transcript, a deadline, an allowance.
///
/// Before each model call it looks, in this order, whether the run is still running, the allowance
/// covers the call, and there is time left; before each tool call, whether the run is still
/// running. What was spent is settled and what was said is stored however the agent ends, also by
/// an exception.
@ApplicationScoped
public class AgentLoop {
    private final Equipment equipment;
    private final RunWatch watch;
    private final Ledger ledger;
    private final Transcripts transcripts;
    private final InstantSource clock;

    public AgentLoop(
            Equipment equipment,
            RunWatch watch,
            Ledger ledger,
            Transcripts transcripts,
            InstantSource clock) {
        this.equipment = equipment;
        this.watch = watch;
        this.ledger = ledger;
        this.transcripts = transcripts;
        this.clock = clock;
    }

    /// Plays the assignment to its end. Throws what a tool throws, except [Refused], which goes to
    /// the model.
    public <R> AgentEnd<R> run(Assignment<R> assignment) {
        List<AgentEnd<R>> ended = new ArrayList<>();
        run(assignment, ended::add);
        return ended.getFirst();
    }

    /// The same, and then does `after` with the end. It is charged as the agent's time, for it
    /// keeps the same machine busy; so what the agent spent is settled after it, also if it throws.
    public <R> void run(Assignment<R> assignment, Consumer<AgentEnd<R>> after) {
        Assignment.Identity who = assignment.who();
        Term term = new Term(clock, clock.instant(), assignment.bounds().deadline());
        try (Allowance allowance = new Allowance(ledger, who, budget(who.run()), clock)) {
            Till till =
                    new Till(
                            equipment.prices(),
                            who.model(),
                            allowance,
                            equipment.context().reply());
            Assignment.Before before = assignment.bounds().before();
            till.chargeTime(before.agent(), before.tools());
            try {
                after.accept(played(assignment, term, till, allowance));
            } finally {
                boolean guest = assignment.bounds().guest();
                Duration took = Duration.between(term.start(), clock.instant());
                till.chargeTime(guest ? Duration.ZERO : took, Duration.ZERO);
            }
        }
    }

    private <R> AgentEnd<R> played(
            Assignment<R> assignment, Term term, Till till, Allowance allowance) {
        try (Transcript transcript = new Transcript(transcripts, assignment.who(), clock)) {
            AgentEnd<R> end = play(assignment, term, till, transcript);
            transcript.end(end, allowance.spent());
            return end;
        }
    }

    private <R> AgentEnd<R> play(
            Assignment<R> assignment, Term term, Till till, Transcript transcript) {
        Assignment.Identity who = assignment.who();
        BooleanSupplier running = () -> watch.isRunning(who.run());
        ChatModel model;
        try {
            model = equipment.chat().of(who.model());
        } catch (Refused e) {
            return new AgentEnd.Failed<>(String.valueOf(e.getMessage()));
        }
        Line line = new Line(model, term, running, equipment.waiting(), till);
        Session.Gear gear =
                new Session.Gear(
                        line,
                        till,
                        transcript,
                        term,
                        running,
                        equipment.prompts(),
                        equipment.context().tokensOf(who.model()));
        return new Session<>(assignment, gear).run();
    }

    private Amount budget(RunId run) {
        return watch.find(run)
                .map(found -> found.goal().limits().budget().amount())
                .orElse(new Amount(0, 0));
    }
}
