package dev.shoal.judge;

import dev.shoal.run.Run;
import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.Locale;

/// What the judge's prompt tells. `verification` is what the verify command said of the trunk's
/// end; `advice` is the repository's AGENTS.md, `guidance` what the run's user said while it went
/// on.
@TemplateData
public record JudgePrompt(
        Run run,
        Cycle cycle,
        long landings,
        String verification,
        Account account,
        String advice,
        List<String> guidance) {
    private static final double MICROS = 1_000_000.0;

    /// What planners and workers left: the root planner's handoff, those of its sub-planners, the
    /// tasks that landed and those that failed, the failures that several met and nobody mended,
    /// and which files changed. Each may be empty.
    @TemplateData
    public record Account(
            String handoff,
            String areas,
            String landed,
            String failed,
            String broken,
            String files) {}

    public String goal() {
        return run.goal().text();
    }

    public int number() {
        return cycle.number();
    }

    public int cycles() {
        return run.goal().limits().cycles();
    }

    public String verify() {
        return run.goal().verify().map(v -> v.command()).orElse("");
    }

    /// In words.
    public String spent() {
        return String.format(
                Locale.ROOT,
                "%d of %d tokens, %.2f of %.2f US dollars",
                run.spent().amount().tokens(),
                run.goal().limits().budget().tokens(),
                run.spent().micros() / MICROS,
                run.goal().limits().budget().usd());
    }
}
