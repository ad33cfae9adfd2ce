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
import java.util.function.BooleanSupplier;

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
        Assignment.Identity who = assignment.who();
        Term term = new Term(clock, clock.instant(), assignment.bounds().deadline());
        try (Allowance allowance = new Allowance(ledger, who, budget(who.run()), clock);
                Transcript transcript = new Transcript(transcripts, who, clock)) {
            Till till =
                    new Till(
                            equipment.prices(),
                            who.model(),
                            allowance,
                            equipment.context().reply());
            AgentEnd<R> end = play(assignment, term, till, transcript);
            till.chargeTime(Duration.between(term.start(), clock.instant()), Duration.ZERO);
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
