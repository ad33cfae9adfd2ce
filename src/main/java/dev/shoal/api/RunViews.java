package dev.shoal.api;

import dev.shoal.agent.Prices;
import dev.shoal.judge.Cycle;
import dev.shoal.judge.CycleState;
import dev.shoal.judge.Cycles;
import dev.shoal.judge.Verdict;
import dev.shoal.plan.Plan;
import dev.shoal.plan.Plans;
import dev.shoal.run.Ledger;
import dev.shoal.run.Limits;
import dev.shoal.run.ModelName;
import dev.shoal.run.Models;
import dev.shoal.run.Progress;
import dev.shoal.run.Role;
import dev.shoal.run.Run;
import dev.shoal.run.RunId;
import dev.shoal.run.RunState;
import dev.shoal.run.Runs;
import dev.shoal.run.Spend;
import dev.shoal.run.Spending;
import dev.shoal.trunk.Landing;
import dev.shoal.trunk.Trunk;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
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
    private final Ledger ledger;
    private final Prices prices;

    public RunViews(
            Runs runs, Plans plans, Cycles cycles, Trunk trunk, Ledger ledger, Prices prices) {
        this.ledger = ledger;
        this.prices = prices;
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
                spent(run),
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

    private RunView.SpentView spent(Run run) {
        Spending spending = ledger.spending(run.id());
        Models models = run.goal().models();
        return new RunView.SpentView(
                run.spent().inputTokens(),
                run.spent().outputTokens(),
                usd(run.spent().micros()),
                Arrays.stream(Role.values())
                        .map(role -> byRole(role, models.of(role), spending.byRole()))
                        .toList(),
                usd(spending.compute()),
                Arrays.stream(Role.values())
                        .map(models::of)
                        .distinct()
                        .filter(model -> !prices.isKnown(model))
                        .map(ModelName::toString)
                        .toList());
    }

    private static RunView.RoleView byRole(Role role, ModelName model, Map<Role, Spend> byRole) {
        Spend spend = byRole.getOrDefault(role, Spend.NOTHING);
        return new RunView.RoleView(
                role.label(),
                model.toString(),
                spend.inputTokens(),
                spend.outputTokens(),
                usd(spend.micros()));
    }

    private static double usd(long micros) {
        return micros / 1e6;
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
