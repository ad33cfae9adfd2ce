package dev.shoal.api;

import dev.shoal.judge.Cycle;
import dev.shoal.judge.CycleState;
import dev.shoal.judge.Cycles;
import dev.shoal.judge.Verdict;
import dev.shoal.plan.Plan;
import dev.shoal.plan.Plans;
import dev.shoal.run.Limits;
import dev.shoal.run.Progress;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.Runs;
import dev.shoal.run.Spend;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts together what clients see of a run.
@ApplicationScoped
public class RunViews {
    private final Runs runs;
    private final Plans plans;
    private final Cycles cycles;
    private final Trunk trunk;

    public RunViews(Runs runs, Plans plans, Cycles cycles, Trunk trunk) {
        this.runs = runs;
        this.plans = plans;
        this.cycles = cycles;
        this.trunk = trunk;
    }

    RunView of(Run run) {
        Progress progress = runs.progress(run.id());
        List<Cycle> all = cycles.list(run.id());
        RunState.Ended end = run.state() instanceof RunState.Ended e ? e : null;
        return new RunView(
                run.id().value(),
                run.state().label(),
                end == null ? null : end.reason(),
                all.isEmpty() ? 0 : all.getLast().number(),
                run.goal().text(),
                run.goal().source().repository().toString(),
                run.goal().source().target(),
                run.createdAt().toString(),
                end == null ? null : end.at().toString(),
                tasks(progress),
                plans(run.id()),
                trunk(run.id()),
                progress.conflicts(),
                spent(run.spent()),
                limits(run.goal().limits()),
                verdict(all));
    }

    private static Map<String, Long> tasks(Progress progress) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("ready", progress.ready());
        counts.put("claimed", progress.claimed());
        counts.put("landed", progress.landed());
        counts.put("done", progress.done());
        counts.put("failed", progress.failed());
        return counts;
    }

    private Map<String, Long> plans(RunId run) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String state : List.of("ready", "claimed", "waiting", "done", "failed")) {
            counts.put(state, 0L);
        }
        for (Plan plan : plans.list(run)) {
            counts.merge(plan.state().label(), 1L, Long::sum);
        }
        return counts;
    }

    private RunView.TrunkView trunk(RunId run) {
        if (trunk.after(run, -1, 1).isEmpty()) {
            return new RunView.TrunkView(-1, null, -1);
        }
        Landing end = trunk.end(run);
        return new RunView.TrunkView(end.position(), end.commit().hex(), trunk.mirrored(run));
    }

    private static RunView.SpentView spent(Spend spend) {
        return new RunView.SpentView(
                spend.inputTokens(), spend.outputTokens(), spend.micros() / 1e6);
    }

    private static RunRequest.LimitsBody limits(Limits l) {
        return new RunRequest.LimitsBody(
                l.cycles(),
                l.tasks(),
                l.depth(),
                l.rounds(),
                l.perTask().attempts(),
                l.perTask().legs(),
                l.perTask().turns(),
                l.budget().tokens(),
                l.budget().usd(),
                l.budget().hours());
    }

    private static RunView.@Nullable VerdictView verdict(List<Cycle> cycles) {
        Optional<Verdict> newest =
                cycles.reversed().stream()
                        .flatMap(
                                c ->
                                        c.state() instanceof CycleState.Judged(Verdict v)
                                                ? Optional.of(v).stream()
                                                : Optional.<Verdict>empty().stream())
                        .findFirst();
        return newest.map(v -> new RunView.VerdictView(decision(v), v.reason())).orElse(null);
    }

    private static String decision(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Complete complete -> "complete";
            case Verdict.Continue next -> "continue";
            case Verdict.Abandon abandon -> "abandon";
        };
    }
}
