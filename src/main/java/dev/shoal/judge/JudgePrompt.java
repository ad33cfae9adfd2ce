package dev.shoal.judge;

import dev.shoal.run.Run;
import io.quarkus.qute.TemplateData;
import java.util.List;

/// What the judge's prompt tells. `verification` is what the verify command said of the trunk's
/// end, `handoff` what the root planner wrote; `advice` is the repository's AGENTS.md, `guidance`
/// what the run's user said while it went on.
@TemplateData
public record JudgePrompt(
        Run run,
        Cycle cycle,
        long landings,
        String verification,
        String handoff,
        String advice,
        List<String> guidance) {
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
}
